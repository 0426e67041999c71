/** The product's name, the clock, the bot's state, and what the demo can do to them. */

import { post } from './api.js';
import { attribute, h, icon, iconButton, setText } from './dom.js';
import { Faults } from './faults.js';
import { clockText } from './format.js';
import { isDark } from './prefs.js';

const HOUR = 3600;

export class Topbar {
  /** @param {HTMLElement} el @param {any} app */
  constructor(el, app) {
    this.app = app;
    this.clock = h('time', { class: 'clock-time', 'data-testid': 'clock' });
    this.next = tool('К следующему напоминанию', 'bell', () => this.#turn({ to_next: true }));
    this.state = h('span', { class: 'bot-state', role: 'status', 'data-testid': 'bot-state' });
    this.restart = tool('Перезапустить бота', 'restart', () => this.#restart());
    this.restart.title = 'Перезапустить бота';
    this.restart.classList.add('is-sign');
    this.prepare = h('div', { class: 'tool-group is-prepare', hidden: true });
    this.faults = new Faults(app);
    this.log = tool('Журнал', 'log', () => app.prefs.dispatch({ logOpen: !app.prefs.get().logOpen }));
    this.theme = iconButton('moon', 'Сменить тему', {
      class: 'icon-button tool-icon',
      onclick: () => this.#switchTheme(),
    });
    const tools = h(
      'div',
      { class: 'tools', id: 'tools' },
      h(
        'div',
        { class: 'tool-group', role: 'group', 'aria-label': 'Время' },
        tool('+1 час', 'time', () => this.#turn({ advance: HOUR })),
        tool('+1 день', 'time', () => this.#turn({ advance: 24 * HOUR })),
        this.next,
      ),
      h('div', { class: 'tool-group', role: 'group', 'aria-label': 'Бот' }, this.state, this.restart),
      this.prepare,
      h('div', { class: 'tool-group is-last' }, this.faults.el, this.log, this.theme),
    );
    this.toggle = h(
      'button',
      {
        type: 'button',
        class: 'tool tools-toggle',
        'aria-expanded': 'false',
        'aria-controls': 'tools',
        onclick: () => this.#open(!this.isOpen),
      },
      icon('tune'),
      h('span', {}, 'Управление'),
    );
    el.append(
      h(
        'h1',
        { class: 'brand' },
        h('img', { src: '/page/logo.svg', alt: '', width: 32, height: 32 }),
        h('span', {}, 'Sferum Guide', h('small', {}, ' · демо')),
      ),
      h('p', { class: 'clock', title: 'Время в демо, по Москве' }, this.clock, h('small', {}, 'МСК')),
      this.toggle,
      tools,
    );
    el.addEventListener('keydown', (event) => {
      if (event.key === 'Escape' && this.isOpen && !this.faults.isOpen) this.#open(false);
    });
    document.addEventListener('pointerdown', (event) => {
      if (this.isOpen && !el.contains(event.target)) this.#open(false);
    });
    setInterval(() => this.#tick(), 1000);
  }

  get isOpen() {
    return this.toggle.getAttribute('aria-expanded') === 'true';
  }

  update(state, prefs) {
    this.#tick();
    const { bot, hooks } = state;
    const [kind, words] = state.restarting
      ? ['starting', 'запускается']
      : bot.running
        ? ['running', 'работает']
        : ['stopped', 'остановлен'];
    this.state.dataset.state = kind;
    setText(this.state, `Бот ${words}`);
    this.restart.hidden = !hooks.restart;
    this.restart.disabled = state.restarting;
    this.next.hidden = !hooks.next;
    this.#updatePrepare(hooks.prepare);
    this.faults.update(state.faults);
    attribute(this.log, 'aria-pressed', String(prefs.logOpen));
    const dark = isDark(prefs.theme);
    if (this.dark !== dark) this.theme.replaceChildren(icon(dark ? 'sun' : 'moon'));
    this.dark = dark;
  }

  /** After the journal was closed. */
  takeFocus() {
    (this.log.offsetParent ? this.log : this.toggle).focus();
  }

  #tick() {
    const { ready, now, nowAt } = this.app.store.get();
    setText(this.clock, ready ? clockText(now + (performance.now() - nowAt) / 1000) : '…');
  }

  /** `hooks.prepare`: true, a name, names, or names with titles. */
  #updatePrepare(prepare) {
    const drawn = JSON.stringify(prepare ?? false);
    if (drawn === this.drawn) return;
    this.drawn = drawn;
    const situations = situationsOf(prepare);
    this.prepare.hidden = situations.length === 0;
    this.prepare.replaceChildren(
      ...situations.map(({ name, title }) => tool(title, 'box', () => this.#try('prepare', { name }))),
    );
  }

  #turn = (body) => this.#try('clock', body);

  async #restart() {
    this.app.store.dispatch({ type: 'restarting', restarting: true });
    const isTaken = await this.#try('bot', { action: 'restart' });
    if (!isTaken || this.app.store.get().bot.running)
      this.app.store.dispatch({ type: 'restarting', restarting: false });
  }

  async #try(path, body) {
    try {
      await post(path, body);
      return true;
    } catch (error) {
      this.app.complain(error.message);
      return false;
    }
  }

  #switchTheme() {
    const wanted = isDark(this.app.prefs.get().theme) ? 'light' : 'dark';
    const isUsual = isDark('auto') === (wanted === 'dark');
    this.app.prefs.dispatch({ theme: isUsual ? 'auto' : wanted });
  }

  #open(isOpen) {
    this.toggle.setAttribute('aria-expanded', String(isOpen));
    if (!isOpen && document.activeElement?.closest('.tools')) this.toggle.focus();
  }
}

function situationsOf(prepare) {
  if (!prepare) return [];
  if (prepare === true) return [{ name: 'demo', title: 'Подготовить' }];
  if (typeof prepare === 'string') return [{ name: prepare, title: `Подготовить: ${prepare}` }];
  const list = Array.isArray(prepare)
    ? prepare
    : Object.entries(prepare).map(([name, title]) => ({ name, title }));
  return list.map((one) =>
    typeof one === 'string' ? { name: one, title: one } : { name: one.name, title: one.title ?? one.name },
  );
}

const tool = (text, sign, onclick) =>
  h('button', { type: 'button', class: 'tool', onclick }, icon(sign), h('span', {}, text));
