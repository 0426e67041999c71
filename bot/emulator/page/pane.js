/** One person's phone, or a group: header, messages, composer. */

import { person } from './api.js';
import { Composer } from './composer.js';
import { actionText, shortText } from './content.js';
import { attribute, avatar, h, icon, iconButton, setText } from './dom.js';
import { fullName } from './format.js';
import { copy } from './keyboard.js';
import { openMenu } from './menu.js';
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
    this.el = h('section', { class: 'pane', tabindex: '-1', 'data-pane': key, 'data-person': slot.person && key, 'data-chat': slot.person ? null : key });
    this.context = {
      app,
      pane: this,
      get chat() { return this.pane.chat; },
      get viewer() { return this.pane.viewer; },
      on: {
        get username() { return app.store.get().bot.username; },
        command: (text) => this.sendText(text),
        start: (payload) => app.chooseStarter(payload),
      },
      openMenu: (message, anchor, point) => this.#openMessageMenu(message, anchor, point),
      goTo: (id) => this.list.goTo(id) || this.toasts.show('Этого сообщения здесь уже нет.'),
    };
    this.toasts = new Toasts();
    this.topics = new Topics((thread) => this.#setThread(thread));
    this.list = new MessageList({ context: this.context, onSeen: () => this.markSeen(), onEscape: () => this.composer.focus() });
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
    if (!this.drawn || drawn.some((value, index) => value !== this.drawn[index])) this.list.update(messages, seen);
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
    return this.act((who, chat) => person(who).text({ chat_id: chat, text, reply_to: replyTo, thread: this.thread ?? undefined }));
  }

  ownMessages() {
    return messagesIn(this.chat, this.thread).filter((message) => isOwnMessage(message, this.context));
  }

  #build() {
    const name = this.person ? fullName(this.person) : this.chat.title ?? 'Группа';
    this.name = h('h2', { class: 'pane-name' });
    this.note = h('p', { class: 'pane-note' });
    this.badge = h('span', { class: 'badge', hidden: true, title: 'Не прочитано' });
    const menu = iconButton('more', 'Меню', { 'aria-haspopup': 'menu', onclick: () => openMenu(menu, this.#paneItems()) });
    this.pinned = h('button', { type: 'button', class: 'pinned', hidden: true, onclick: () => this.context.goTo(this.chat.pinned) },
      icon('pin'), h('span', { class: 'pinned-text' }));
    this.typing = h('p', { class: 'typing', hidden: true, 'data-testid': 'typing' }, h('i'), h('i'), h('i'), h('span'));
    this.list.scroller.append(this.typing);
    this.startNote = h('p', { class: 'about', hidden: true });
    this.list.scroller.prepend(this.startNote);
    this.foot = h('div', { class: 'foot', hidden: true });
    this.el.append(
      h('header', { class: 'pane-head' }, avatar(name, this.key, !this.person), h('div', { class: 'pane-who' }, this.name, this.note), this.badge, menu),
      this.pinned, this.topics.el, this.list.el, this.foot, this.composer.el, this.toasts.el,
    );
  }

  #updateHead(state, prefs) {
    const name = this.person ? fullName(this.person) : this.chat.title ?? 'Группа';
    setText(this.name, name);
    const members = (this.chat.members ?? []).map((id) => personOf(state, id)?.first_name).filter(Boolean).join(', ');
    setText(this.note, this.person ? this.person.note ?? '' : members);
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

  /** Instead of the composer: start the bot, or unblock it. */
  #updateFoot(state) {
    const isNew = Boolean(this.person) && this.chat.messages.length === 0;
    const isBlocked = Boolean(this.person?.blocked);
    const kind = isBlocked ? 'blocked' : isNew ? 'new' : 'open';
    this.startNote.hidden = kind !== 'new';
    setText(this.startNote, state.bot.description || 'Здесь пока нет сообщений.');
    const people = this.person ? [] : (this.chat.members ?? []).map((id) => personOf(state, id)).filter(Boolean);
    const senders = people.map((one) => `${one.id} ${fullName(one)}`).join();
    if (senders !== this.senders) this.composer.setSenders(people, this.viewer);
    this.senders = senders;
    this.composer.setCommands(state.commands[this.viewer] ?? []);
    if (kind === this.kind) return;
    this.kind = kind;
    this.el.dataset.state = kind;
    this.composer.el.hidden = kind !== 'open';
    this.foot.hidden = kind === 'open';
    this.foot.replaceChildren(
      kind === 'blocked' ? h('p', {}, 'Бот заблокирован: он не может писать сюда.') : '',
      h('button', { type: 'button', class: 'button is-main is-wide', onclick: () => (kind === 'new' ? this.#start() : this.#block(false)) },
        kind === 'new' ? 'Запустить' : 'Разблокировать'),
    );
  }

  #start = () => this.act((who) => person(who).start(''));
  #block = (blocked) => this.act((who) => person(who).block(blocked));

  #setThread(thread) {
    this.thread = thread;
    this.list.isAtBottom = true;
    this.app.refresh();
  }

  #paneItems() {
    const hide = { icon: 'hide', text: 'Скрыть', run: () => this.app.hide(this.key) };
    if (!this.person) return [hide];
    const { blocked } = this.person;
    return [
      { icon: 'play', text: 'Открыть бота заново (/start)', run: this.#start },
      { icon: blocked ? 'check' : 'block', text: blocked ? 'Разблокировать бота' : 'Заблокировать бота', run: () => this.#block(!blocked) },
      hide,
    ];
  }

  #openMessageMenu(message, anchor, point) {
    const isOwn = isOwnMessage(message, this.context);
    const text = message.text ?? message.caption;
    const id = message.message_id;
    openMenu(anchor, [
      { icon: 'reply', text: 'Ответить', run: () => this.composer.setMode({ kind: 'reply', message }) },
      isOwn && message.text && { icon: 'edit', text: 'Изменить', run: () => this.composer.setMode({ kind: 'edit', message }) },
      { icon: 'forward', text: 'Переслать боту', run: () => this.act((who, chat) => person(who).forward({ chat_id: chat, from_chat_id: chat, message_id: id })) },
      text && { icon: 'copy', text: 'Скопировать текст', run: () => copy(text, this.context) },
    ], point);
  }
}
