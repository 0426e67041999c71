/** What stands instead of the text field: «Запустить» before the first message, or a way to unblock. */

import { h } from './dom.js';

export class Foot {
  /** @param {any} pane */
  constructor(pane) {
    this.pane = pane;
    this.kind = '';
    this.el = h('div', { class: 'foot', hidden: true });
  }

  /** @returns {'new'|'blocked'|'open'} */
  update() {
    const { person, chat } = this.pane;
    const isNew = Boolean(person) && chat.messages.length === 0;
    const kind = person?.blocked ? 'blocked' : isNew ? 'new' : 'open';
    if (kind !== this.kind) this.#draw(kind);
    return kind;
  }

  #draw(kind) {
    this.kind = kind;
    this.el.hidden = kind === 'open';
    const button = (text, onclick) =>
      h('button', { type: 'button', class: 'button is-main is-wide', onclick }, text);
    if (kind === 'new') this.el.replaceChildren(button('Запустить', () => this.pane.start()));
    if (kind === 'blocked') {
      this.el.replaceChildren(
        h('p', {}, 'Бот заблокирован: он не может писать сюда.'),
        button('Разблокировать', () => this.pane.block(false)),
      );
    }
  }
}
