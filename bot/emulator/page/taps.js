/** Inline buttons that were tapped and wait for the bot's answer. */

import { person } from './api.js';

const PATIENCE = 30_000;

export class Taps {
  /** @param {(key: string, text: string, options?: object) => void} notify shows a line in a pane */
  constructor(notify) {
    this.notify = notify;
    /** @type {Map<string, number>} tap → its timer */
    this.busy = new Map();
    /** @type {Map<string, string>} callback_query_id → tap */
    this.waiting = new Map();
    this.early = new Set(); // answers that overtook the response to the tap itself
    this.lastChat = new Map();
  }

  static key = (personId, chatId, messageId, data) => [personId, chatId, messageId, data].join('\n');

  async tap(personId, chatId, messageId, data) {
    const tap = Taps.key(personId, chatId, messageId, data);
    if (this.busy.has(tap)) return;
    this.lastChat.set(personId, chatId);
    this.#set(
      tap,
      setTimeout(() => this.#giveUp(tap, chatId), PATIENCE),
    );
    try {
      const { callback_query_id: id } = await person(personId).tap({
        chat_id: chatId,
        message_id: messageId,
        data,
      });
      if (this.early.delete(String(id))) this.#set(tap, null);
      else this.waiting.set(String(id), tap);
    } catch (error) {
      this.#set(tap, null);
      this.notify(chatId, error.message, { kind: 'error' });
    }
  }

  /** @returns {string} the pane where the answer belongs */
  answered({ person_id: personId, callback_query_id: id }) {
    const tap = this.waiting.get(String(id));
    this.waiting.delete(String(id));
    if (tap) this.#set(tap, null);
    else this.early.add(String(id));
    return String(tap ? tap.split('\n')[1] : (this.lastChat.get(personId) ?? personId));
  }

  isBusy(tap) {
    return this.busy.has(tap);
  }

  #giveUp(tap, chatId) {
    if (!this.busy.has(tap)) return;
    this.#set(tap, null);
    this.notify(chatId, 'Бот не ответил на нажатие.', { kind: 'error' });
  }

  #set(tap, timer) {
    clearTimeout(this.busy.get(tap));
    if (timer === null) this.busy.delete(tap);
    else this.busy.set(tap, timer);
    for (const button of document.querySelectorAll('[data-tap]')) {
      if (button.dataset.tap === tap) button.setAttribute('aria-busy', String(timer !== null));
    }
  }
}
