/** One person's phone, or a group: header, messages, composer. */

import { person } from './api.js';
import { Composer } from './composer.js';
import { actionText, shortText } from './content.js';
import { attribute, avatar, h, icon, iconButton, setText } from './dom.js';
import { Foot } from './foot.js';
import { fullName } from './format.js';
import { openMessageMenu, openPaneMenu } from './panemenus.js';
import { isOwnMessage } from './message.js';
import { MessageList } from './messagelist.js';
import { lastId, messagesIn, personOf, placeOf, unreadIn, unreadOf } from './state.js';
import { Toasts } from './toasts.js';
import { Topics } from './topics.js';

export class Pane {
  /** @param {any} app @param {string} key @param {{person: any, chat: any}} slot */
  constructor(app, key, slot) {
    Object.assign(this, { app, key, person: slot.person, chat: slot.chat, thread: null, isVisible: false });
    /** Whose eyes these are: the person, or the chosen member of the group. */
    this.viewer = slot.person?.id ?? slot.chat.members?.[0];
    this.el = h('section', {
      class: 'pane',
      tabindex: '-1',
      'data-pane': key,
      'data-person': slot.person && key,
      'data-chat': slot.person ? null : key,
    });
    this.context = {
      app,
      pane: this,
      get chat() {
        return this.pane.chat;
      },
      get viewer() {
        return this.pane.viewer;
      },
      on: {
        get username() {
          return app.store.get().bot.username;
        },
        command: (text) => this.sendText(text),
        start: (payload) => app.chooseStarter(payload),
      },
      openMenu: (message, anchor, point) => openMessageMenu(this, message, anchor, point),
      goTo: (id) => this.list.goTo(id) || this.toasts.show('Этого сообщения здесь уже нет.'),
    };
    this.toasts = new Toasts();
    this.topics = new Topics((thread) => this.#setThread(thread));
    this.list = new MessageList({
      context: this.context,
      onSeen: () => this.markSeen(),
      onEscape: () => this.composer.focus(),
    });
    this.composer = new Composer(this);
    this.#build();
  }

  /** @param {any} slot @param {any} state @param {any} prefs */
  update(slot, state, prefs) {
    this.person = slot.person;
    this.chat = slot.chat;
    if (!this.person && !this.chat.members?.includes(this.viewer)) this.viewer = this.chat.members?.[0];
    this.#updateHead(state, prefs);
    this.topics.update(this.chat, this.thread, prefs.seen, state.bot.id);
    const messages = messagesIn(this.chat, this.thread);
    const seen = prefs.seen[placeOf(this.chat, this.thread)] ?? 0;
    const drawn = [this.chat, this.thread, this.viewer, seen];
    if (!this.drawn || drawn.some((value, index) => value !== this.drawn[index]))
      this.list.update(messages, seen);
    this.drawn = drawn;
    this.list.showUnread(unreadIn(this.chat, this.thread, prefs.seen, state.bot.id));
    this.#updatePinned();
    this.#updateTyping(state);
    this.#updateFoot(state);
    this.markSeen();
  }

  /** What is looked at counts as read. */
  markSeen() {
    const { seen } = this.app.prefs.get();
    const place = placeOf(this.chat, this.thread);
    const last = lastId(messagesIn(this.chat, this.thread));
    const isLooked = this.isVisible && this.list.isAtBottom && !document.hidden;
    if (isLooked && last > (seen[place] ?? 0)) this.app.prefs.dispatch({ seen: { ...seen, [place]: last } });
    else this.list.showUnread(unreadIn(this.chat, this.thread, seen, this.app.store.get().bot.id));
  }

  setViewer(id) {
    this.viewer = id;
    this.app.refresh();
  }

  /** Does something for the viewer; what was refused is said. @returns {Promise<boolean>} */
  async act(run) {
    try {
      await run(this.viewer, this.chat.id);
      this.list.toBottom(true);
      return true;
    } catch (error) {
      this.toasts.show(error.message, { kind: 'error' });
      return false;
    }
  }

  sendText(text, replyTo) {
    return this.act((who, chat) =>
      person(who).text({ chat_id: chat, text, reply_to: replyTo, thread: this.thread ?? undefined }),
    );
  }

  start() {
    return this.act((who) => person(who).start(''));
  }

  block(blocked) {
    return this.act((who) => person(who).block(blocked));
  }

  ownMessages() {
    return messagesIn(this.chat, this.thread).filter((message) => isOwnMessage(message, this.context));
  }

  #build() {
    const name = this.person ? fullName(this.person) : (this.chat.title ?? 'Группа');
    this.name = h('h2', { class: 'pane-name' });
    this.note = h('p', { class: 'pane-note' });
    this.badge = h('span', { class: 'badge', hidden: true, title: 'Не прочитано' });
    const menu = iconButton('more', 'Меню', {
      'aria-haspopup': 'menu',
      onclick: () => openPaneMenu(this, menu),
    });
    this.pinned = h(
      'button',
      { type: 'button', class: 'pinned', hidden: true, onclick: () => this.context.goTo(this.chat.pinned) },
      icon('pin'),
      h('span', { class: 'pinned-text' }),
    );
    this.typing = h(
      'p',
      { class: 'typing', hidden: true, 'data-testid': 'typing' },
      h('i'),
      h('i'),
      h('i'),
      h('span'),
    );
    this.list.scroller.append(this.typing);
    this.about = h('p', { class: 'about', hidden: true });
    this.list.scroller.prepend(this.about);
    this.foot = new Foot(this);
    this.el.append(
      h(
        'header',
        { class: 'pane-head' },
        avatar(name, this.key, !this.person),
        h('div', { class: 'pane-who' }, this.name, this.note),
        this.badge,
        menu,
      ),
      this.pinned,
      this.topics.el,
      this.list.el,
      this.foot.el,
      this.composer.el,
      this.toasts.el,
    );
  }

  #updateHead(state, prefs) {
    const name = this.person ? fullName(this.person) : (this.chat.title ?? 'Группа');
    setText(this.name, name);
    const members = (this.chat.members ?? [])
      .map((id) => personOf(state, id)?.first_name)
      .filter(Boolean)
      .join(', ');
    setText(this.note, this.person ? (this.person.note ?? '') : members);
    attribute(this.el, 'aria-label', name);
    const unread = unreadOf(this.chat, prefs.seen, state.bot.id);
    this.badge.hidden = unread === 0;
    setText(this.badge, String(unread));
  }

  #updatePinned() {
    const message = this.chat.pinned && this.chat.messages.find((one) => one.message_id === this.chat.pinned);
    this.pinned.hidden = !message;
    if (message) setText(this.pinned.lastChild, shortText(message, 60));
  }

  #updateTyping(state) {
    const action = state.typing[this.chat.id];
    const wasHidden = this.typing.hidden;
    this.typing.hidden = !action;
    if (action) setText(this.typing.lastChild, `${state.bot.first_name} ${actionText(action)}…`);
    if (action && wasHidden && this.list.isAtBottom) this.list.toBottom(false);
  }

  #updateFoot(state) {
    const kind = this.foot.update();
    this.el.dataset.state = kind;
    this.about.hidden = kind !== 'new';
    setText(this.about, state.bot.description || 'Здесь пока нет сообщений.');
    this.composer.el.hidden = kind !== 'open';
    this.composer.setCommands(state.commands[this.viewer] ?? []);
    const members = this.person ? [] : (this.chat.members ?? []);
    this.composer.setSenders(members.map((id) => personOf(state, id)).filter(Boolean), this.viewer);
  }

  #setThread(thread) {
    this.thread = thread;
    this.list.isAtBottom = true;
    this.app.refresh();
  }
}
