/** Short lines that pass by at the top of a pane. */

import { h, iconButton } from './dom.js';

const SHORT = 4500;
const LONG = 9000;

export class Toasts {
  constructor() {
    this.el = h('div', { class: 'toasts', role: 'status', 'aria-live': 'polite' });
  }

  /** @param {string} text @param {{kind?: 'error', link?: Node}} [options] */
  show(text, { kind, link } = {}) {
    const toast = h(
      'div',
      { class: `toast${kind ? ` is-${kind}` : ''}`, 'data-testid': 'toast' },
      h('p', {}, text, link && ' ', link),
      iconButton('close', 'Закрыть', { onclick: () => toast.remove() }),
    );
    this.el.append(toast);
    while (this.el.children.length > 3) this.el.firstChild.remove();
    let timer = 0;
    const wait = () => {
      clearTimeout(timer);
      timer = setTimeout(() => toast.remove(), kind ? LONG : SHORT);
    };
    toast.addEventListener('pointerenter', () => clearTimeout(timer));
    toast.addEventListener('pointerleave', wait);
    wait();
  }
}
