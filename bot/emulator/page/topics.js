/** Topics of a forum as tabs. */

import { h } from './dom.js';
import { unreadIn } from './state.js';

export class Topics {
  /** @param {(thread: number|null) => void} choose */
  constructor(choose) {
    this.choose = choose;
    this.el = h('div', { class: 'topics', role: 'tablist', 'aria-label': 'Темы', hidden: true });
    this.el.addEventListener('keydown', (event) => this.#walk(event));
  }

  update(chat, thread, seen, botId) {
    this.el.hidden = !chat.is_forum;
    if (!chat.is_forum) return;
    const tabs = [{ message_thread_id: null, name: 'Общая' }, ...(chat.topics ?? [])].map((topic) => ({
      id: topic.message_thread_id,
      name: topic.closed ? `${topic.name} 🔒` : topic.name,
      unread: unreadIn(chat, topic.message_thread_id, seen, botId),
    }));
    const drawn = JSON.stringify([tabs, thread]);
    if (drawn === this.drawn) return;
    this.drawn = drawn;
    const hadFocus = this.el.contains(document.activeElement);
    this.el.replaceChildren(
      ...tabs.map(({ id, name, unread }) =>
        h(
          'button',
          {
            type: 'button',
            role: 'tab',
            class: 'topic',
            'data-topic': id ?? 'general',
            'aria-selected': String(id === thread),
            tabindex: id === thread ? '0' : '-1',
            onclick: () => this.choose(id),
          },
          name,
          unread > 0 && h('span', { class: 'badge' }, unread),
        ),
      ),
    );
    if (hadFocus) this.el.querySelector('[aria-selected="true"]')?.focus();
  }

  #walk(event) {
    const step = { ArrowLeft: -1, ArrowRight: 1 }[event.key];
    if (!step) return;
    const tabs = [...this.el.children];
    const next = tabs[tabs.indexOf(document.activeElement) + step];
    next?.focus();
    next?.click();
  }
}
