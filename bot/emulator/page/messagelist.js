/** The messages of one pane: nodes are rebuilt only for what changed. */

import { attribute, h, iconButton, setText } from './dom.js';
import { dayText } from './format.js';
import { walkKeys } from './keyboard.js';
import { dayNode, messageNode } from './message.js';

const NEAR = 48;
const ACTIVE = 'a[href], button, summary, [role="button"], pre';

export class MessageList {
  /** @param {{context: any, onSeen: () => void, onEscape: () => void}} options */
  constructor({ context, onSeen, onEscape }) {
    this.context = context;
    this.onSeen = onSeen;
    this.onEscape = onEscape;
    this.entries = new Map();
    /** Whether the end is followed: only scrolling up lets go of it. */
    this.isAtBottom = true;
    this.top = 0;
    this.inner = h('div', { class: 'messages-inner' });
    this.scroller = h('div', { class: 'messages', role: 'region', 'aria-label': 'Сообщения' }, this.inner);
    this.count = h('span', { class: 'badge', hidden: true });
    this.down = iconButton('down', 'Вниз', {
      class: 'icon-button down',
      hidden: true,
      onclick: () => this.toBottom(true),
    });
    this.down.append(this.count);
    this.el = h('div', { class: 'messages-box' }, this.scroller, this.down);
    this.#listen();
  }

  /** @param {any[]} messages @param {number} seen the last number that was seen */
  update(messages, seen) {
    const { viewer, chat } = this.context;
    const items = group(messages).map((item) => ({ ...item, viewer, chat: chat.id }));
    const isFirst = this.entries.size === 0;
    const focus = this.#rememberFocus();
    const keys = new Set(items.map((item) => item.key));
    for (const [key, entry] of this.entries) {
      if (keys.has(key)) continue;
      entry.node.remove();
      this.entries.delete(key);
    }
    let cursor = this.inner.firstChild;
    for (const item of items) {
      let entry = this.entries.get(item.key);
      if (!entry || !isSame(entry.item, item)) {
        const node = this.#build(item);
        if (entry) {
          if (cursor === entry.node) cursor = node;
          entry.node.replaceWith(node);
          node.classList.add('is-fresh');
        } else if (!isFirst) node.classList.add('is-new');
        entry = { item, node };
        this.entries.set(item.key, entry);
      }
      if (entry.node === cursor) cursor = cursor.nextSibling;
      else this.inner.insertBefore(entry.node, cursor);
      if (item.messages)
        attribute(entry.node, 'data-unread', item.messages[0].message_id > seen && this.#isTheirs(item));
    }
    this.#restoreFocus(focus);
    if (this.isAtBottom) this.toBottom(false);
  }

  toBottom(smooth) {
    this.isAtBottom = true;
    const calm = !smooth || matchMedia('(prefers-reduced-motion: reduce)').matches;
    this.scroller.scrollTo({ top: this.scroller.scrollHeight, behavior: calm ? 'instant' : 'smooth' });
  }

  goTo(messageId) {
    const node = this.inner.querySelector(`[data-message="${Number(messageId)}"]`);
    if (!node) return false;
    node.scrollIntoView({ block: 'center' });
    node.classList.remove('is-fresh');
    requestAnimationFrame(() => node.classList.add('is-fresh'));
    node.focus({ preventScroll: true });
    return true;
  }

  /** @param {number} unread */
  showUnread(unread) {
    this.count.hidden = unread === 0;
    setText(this.count, String(unread));
    this.down.hidden = this.isAtBottom;
    this.down.setAttribute('aria-label', unread ? `Вниз, новых: ${unread}` : 'Вниз');
  }

  /** @returns {() => void} puts the focus back, even if its message is drawn anew meanwhile */
  holdFocus() {
    const focus = this.#rememberFocus();
    const before = document.activeElement;
    return () => {
      if (before.isConnected) before.focus({ preventScroll: true });
      else this.#restoreFocus(focus);
    };
  }

  #isTheirs = (item) => item.messages[0].from?.id === this.context.app.store.get().bot.id;

  #build(item) {
    if (!item.messages) return dayNode(item.date);
    const node = messageNode(item.messages, this.context);
    for (const inside of node.querySelectorAll(ACTIVE)) inside.tabIndex = -1;
    return node;
  }

  /** Only one message takes part in Tab order; arrows move between them. */
  #setCurrent(node) {
    if (this.current === node) return;
    this.#tabbable(this.current, -1);
    this.current = node;
    this.#tabbable(node, 0);
  }

  #tabbable(node, tabIndex) {
    if (!node) return;
    node.tabIndex = tabIndex;
    for (const inside of node.querySelectorAll(ACTIVE)) inside.tabIndex = tabIndex;
  }

  #rememberFocus() {
    const focused = document.activeElement;
    const node = this.inner.contains(focused) ? focused.closest('article') : null;
    if (!node) return null;
    const actives = [...node.querySelectorAll(ACTIVE)];
    return { id: node.dataset.message, focused, place: actives.indexOf(focused), text: focused.textContent };
  }

  /** After a redraw the focus stays on the same button, or on one in its place, or on the message. */
  #restoreFocus(focus) {
    const last = this.inner.querySelector(':scope > article:last-of-type');
    if (!focus) {
      if (!this.inner.contains(document.activeElement)) this.#setCurrent(last);
      return;
    }
    if (focus.focused.isConnected) return;
    const node = this.inner.querySelector(`:scope > [data-message="${focus.id}"]`) ?? last;
    if (!node) return;
    this.#setCurrent(node);
    const actives = [...node.querySelectorAll(ACTIVE)];
    const same =
      actives.find((inside) => inside.textContent === focus.text && focus.text) ?? actives[focus.place];
    (focus.place < 0 ? node : (same ?? node)).focus({ preventScroll: true });
  }

  #listen() {
    this.scroller.addEventListener(
      'scroll',
      () => {
        const { scrollHeight, scrollTop, clientHeight } = this.scroller;
        const isNear = scrollHeight - scrollTop - clientHeight < NEAR;
        if (isNear || scrollTop < this.top) this.isAtBottom = isNear;
        this.top = scrollTop;
        this.onSeen();
      },
      { passive: true },
    );
    const keep = new ResizeObserver(() => this.isAtBottom && this.toBottom(false));
    keep.observe(this.inner);
    keep.observe(this.scroller);
    this.inner.addEventListener('focusin', (event) => this.#setCurrent(event.target.closest('article')));
    this.inner.addEventListener('keydown', (event) => this.#onKey(event));
    this.inner.addEventListener('contextmenu', (event) => {
      const node = event.target.closest('article');
      if (!node || event.target.closest('a, img') || !getSelection().isCollapsed) return;
      event.preventDefault();
      const item = [...this.entries.values()].find((entry) => entry.node === node)?.item;
      if (!node.classList.contains('is-service')) {
        this.context.openMenu(
          item.messages[0],
          node,
          event.clientX ? { x: event.clientX, y: event.clientY } : undefined,
        );
      }
    });
  }

  #onKey(event) {
    if (walkKeys(event)) return;
    const node = event.target.closest('article');
    if (event.key === 'Escape') {
      if (event.target === node) this.onEscape();
      else node.focus();
      return;
    }
    if (event.target !== node) return;
    if (event.key === 'Enter') node.querySelector('.key, .message-more')?.focus();
    const all = [...this.inner.querySelectorAll(':scope > article')];
    const at = all.indexOf(node);
    const next = { ArrowUp: at - 1, ArrowDown: at + 1, Home: 0, End: all.length - 1 }[event.key];
    if (next === undefined || !all[next]) return;
    event.preventDefault();
    all[next].focus();
  }
}

/** Days between messages, and albums as one item. */
function group(messages) {
  const items = [];
  let day = '';
  for (const message of messages) {
    const today = dayText(message.date);
    if (today !== day) items.push({ key: `day ${today} ${message.message_id}`, date: message.date });
    day = today;
    const before = items.at(-1);
    if (message.media_group_id && before?.album === message.media_group_id) before.messages.push(message);
    else
      items.push({
        key: `message ${message.message_id}`,
        album: message.media_group_id,
        messages: [message],
      });
  }
  return items;
}

function isSame(a, b) {
  if (a.viewer !== b.viewer || a.chat !== b.chat) return false;
  if (!a.messages || !b.messages) return a.date === b.date;
  return (
    a.messages.length === b.messages.length &&
    a.messages.every((message, index) => message === b.messages[index])
  );
}
