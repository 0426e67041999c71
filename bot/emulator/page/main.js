/** Puts the page together: server → state → panes. */

import { listen, person } from './api.js';
import { Chips } from './chips.js';
import { shortText } from './content.js';
import { Deck } from './deck.js';
import { showAlert } from './dialogs.js';
import { setText } from './dom.js';
import { fullName } from './format.js';
import { chooseStarter } from './forms.js';
import { startPayload } from './links.js';
import { Log } from './log.js';
import { createPrefs, followTheme } from './prefs.js';
import { link } from './richtext.js';
import { initial, lastId, messagesIn, panesOf, placeOf, reduce, threadsOf } from './state.js';
import { createStore } from './store.js';
import { Taps } from './taps.js';
import { Toasts } from './toasts.js';
import { Topbar } from './topbar.js';

const TYPING = 5000;
const at = (id) => document.getElementById(id);

const store = createStore(reduce, initial);
const prefs = createPrefs();
followTheme(prefs);

const app = {
  store,
  prefs,
  /** Draws everything once, however many things changed. */
  refresh() {
    drawing ??= requestAnimationFrame(draw);
  },
  notify: (key, text, options) => paneOf(key)?.toasts.show(text, options),
  complain: (text) => pageToasts.show(text, { kind: 'error' }),
  reveal: (key) => app.deck.reveal(key),
  hide: (key) => prefs.dispatch({ hidden: [...new Set([...prefs.get().hidden, key])] }),
  focusTools: () => topbar.takeFocus(),
  chooseStarter: (payload) => chooseStarter(app, payload),
};
app.taps = new Taps(app.notify);
app.deck = new Deck(at('deck'), app);

const chips = new Chips(at('chips'), app);
const topbar = new Topbar(at('topbar'), app);
const log = new Log(at('log'), app);
const pageToasts = new Toasts();
pageToasts.el.classList.add('is-page');
document.body.append(pageToasts.el);

let drawing = null;

function draw() {
  drawing = null;
  const [state, chosen] = [store.get(), prefs.get()];
  topbar.update(state, chosen);
  log.update(state, chosen);
  const lost = state.connection === 'offline';
  at('connection').hidden = !lost;
  setText(at('connection'), lost ? 'Связь с демо потеряна. Подключаюсь снова…' : '');
  document.body.dataset.connection = state.connection;
  if (!state.ready) return;
  chips.update(state, chosen);
  app.deck.update(state, chosen);
}

const paneOf = (key) => app.deck.panes.get(String(key));

/** What happens besides a change of state. */
const effects = {
  call: (event) => log.add(event),
  host: (event) => log.add(event),
  message: (event) => announce(event, 'Новое сообщение'),
  edited: (event) => announce(event, 'Изменено'),
  answer: showAnswer,
  action({ chat_id: chat }) {
    clearTimeout(typing.get(chat));
    typing.set(
      chat,
      setTimeout(() => store.dispatch({ type: 'action_over', chat_id: chat }), TYPING),
    );
  },
};
const typing = new Map();

function announce({ chat_id: key, message }, words) {
  const { bot } = store.get();
  const slot = panesOf(store.get()).find((one) => one.key === String(key));
  if (!slot || message.from?.id !== bot.id || paneOf(key)?.el.hidden) return;
  const name = slot.person ? fullName(slot.person) : slot.chat.title;
  at('live').textContent = `${name}. ${words}: ${shortText(message, 200)}`;
}

function showAnswer(event) {
  const key = app.taps.answered(event);
  const pane = paneOf(key);
  if (!pane) return;
  if (event.text && event.show_alert) showAlert(pane.el, event.text, pane.list.holdFocus());
  else if (event.text) pane.toasts.show(event.text);
  if (!event.url) return;
  const payload = startPayload(event.url, store.get().bot.username);
  if (payload === null)
    pane.toasts.show('Бот предлагает ссылку:', { link: link(event.url, event.url, pane.context.on) });
  else
    person(event.person_id)
      .start(payload)
      .catch((error) => pane.toasts.show(error.message, { kind: 'error' }));
}

/** What was there when the page opened counts as seen; a world that began anew, too. */
function seeOld() {
  const seen = { ...prefs.get().seen };
  const isFirst = Object.keys(seen).length === 0;
  for (const { chat } of panesOf(store.get())) {
    for (const thread of threadsOf(chat)) {
      const place = placeOf(chat, thread);
      const last = lastId(messagesIn(chat, thread));
      seen[place] = isFirst ? last : Math.min(seen[place] ?? 0, last);
    }
  }
  prefs.dispatch({ seen });
}

store.watch(app.refresh);
prefs.watch(app.refresh);
listen((event) => {
  const { seq } = store.get();
  const isStale = event.seq !== undefined && event.seq <= seq;
  store.dispatch(event);
  if (event.type === 'snapshot') seeOld();
  if (!isStale && Object.hasOwn(effects, event.type)) effects[event.type](event);
});
draw();
