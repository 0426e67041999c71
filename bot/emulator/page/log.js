/** The journal: what the bot asked of the messenger, and lines of the host. */

import { h, iconButton, setText } from './dom.js';
import { deliveryText, fullName, plural, secondsText } from './format.js';
import { chatOf, personOf } from './state.js';

const LIMIT = 600;
const NEAR = 60;

export class Log {
  /** @param {HTMLElement} el @param {any} app */
  constructor(el, app) {
    this.el = el;
    this.app = app;
    this.held = []; // what came during a pause
    this.isPaused = false;
    this.filter = h('input', {
      type: 'search',
      placeholder: 'Поиск',
      'aria-label': 'Искать в журнале',
      oninput: () => this.#sift(),
    });
    this.onlyErrors = h('input', { type: 'checkbox', onchange: () => this.#sift() });
    this.noPolls = h('input', { type: 'checkbox', checked: true, onchange: () => this.#sift() });
    this.pause = iconButton('pause', 'Пауза', {
      'aria-pressed': 'false',
      onclick: () => this.#hold(!this.isPaused),
    });
    this.note = h('p', { class: 'log-note', role: 'status' });
    this.delivery = h('p', { class: 'log-delivery', 'data-testid': 'delivery', hidden: true });
    this.list = h('ol', { class: 'log-list', tabindex: '0', 'aria-label': 'Вызовы' });
    el.append(
      h(
        'div',
        { class: 'log-head' },
        h('h2', {}, 'Журнал'),
        this.pause,
        iconButton('trash', 'Очистить', { onclick: () => this.#clear() }),
        iconButton('close', 'Закрыть журнал', { onclick: () => this.#close() }),
      ),
      h(
        'div',
        { class: 'log-tools' },
        this.filter,
        h('label', { class: 'tick' }, this.onlyErrors, h('span', {}, 'Только ошибки')),
        h('label', { class: 'tick' }, this.noPolls, h('span', {}, 'Скрыть getUpdates')),
      ),
      this.delivery,
      this.note,
      this.list,
    );
    el.addEventListener('keydown', (event) => {
      if (event.key === 'Escape') this.#close();
    });
    this.#say();
  }

  update(state, prefs) {
    const words = state.delivery ? deliveryText(state.delivery) : '';
    setText(this.delivery, words);
    this.delivery.hidden = !words;
    if (this.el.hidden !== prefs.logOpen) return;
    this.el.hidden = !prefs.logOpen;
    if (prefs.logOpen) this.list.scrollTop = this.list.scrollHeight;
  }

  /** @param {any} event `call` or `host` */
  add(event) {
    if (this.isPaused) {
      this.held = [...this.held, event].slice(-LIMIT);
      this.#say();
      return;
    }
    const isAtEnd = this.list.scrollHeight - this.list.scrollTop - this.list.clientHeight < NEAR;
    const line = event.type === 'call' ? this.#call(event) : this.#host(event);
    this.#siftOne(line);
    this.list.append(line);
    while (this.list.children.length > LIMIT) this.list.firstChild.remove();
    if (isAtEnd) this.list.scrollTop = this.list.scrollHeight;
    this.#say();
  }

  #call({ at, method, chat_id: chatId, ok, status, description, ms, request }) {
    const [name, shortName] = this.#namesOf(chatId);
    return h(
      'li',
      { class: `log-line ${ok ? 'is-ok' : 'is-bad'}`, 'data-call': method, 'data-who': name },
      h(
        'details',
        {},
        h(
          'summary',
          {},
          h('time', {}, secondsText(at)),
          h('b', {}, method),
          h('span', { class: 'log-who', title: name }, shortName),
          h('span', { class: 'log-result' }, ok ? 'ok' : String(status)),
          h('span', { class: 'log-ms' }, `${Math.round(ms)} мс`),
          !ok && h('span', { class: 'log-why' }, description),
        ),
        h('pre', { tabindex: '0' }, JSON.stringify(request, null, 2) ?? ''),
      ),
    );
  }

  #host({ level, text }) {
    const isBad = /err|crit|fatal/i.test(level);
    return h(
      'li',
      { class: `log-line is-host ${isBad ? 'is-bad' : ''}`, 'data-host': level },
      h('span', {}, text),
    );
  }

  /** The full name to search for, and a short one to show. */
  #namesOf(chatId) {
    if (chatId === undefined || chatId === null) return ['', ''];
    const state = this.app.store.get();
    const person = personOf(state, chatId);
    if (person) return [fullName(person), person.first_name];
    const title = chatOf(state, chatId)?.title ?? String(chatId);
    return [title, title];
  }

  #sift() {
    [...this.list.children].forEach((line) => this.#siftOne(line));
    this.#say();
  }

  #siftOne(line) {
    const words = this.filter.value.trim().toLowerCase();
    const text = `${line.textContent} ${line.dataset.who ?? ''}`.toLowerCase();
    const isBad = line.classList.contains('is-bad');
    const isPoll = line.dataset.call?.toLowerCase() === 'getupdates' && !isBad;
    line.hidden =
      !text.includes(words) || (this.onlyErrors.checked && !isBad) || (this.noPolls.checked && isPoll);
  }

  #hold(isPaused) {
    this.isPaused = isPaused;
    this.pause.setAttribute('aria-pressed', String(isPaused));
    const held = this.held.splice(0);
    if (!isPaused) held.forEach((event) => this.add(event));
    this.#say();
  }

  #close() {
    this.app.prefs.dispatch({ logOpen: false });
    this.app.focusTools();
  }

  #clear() {
    this.held = [];
    this.list.replaceChildren();
    this.#say();
  }

  #say() {
    const all = this.list.children.length;
    const words = this.isPaused
      ? `Пауза. Ещё ${plural(this.held.length, 'строка', 'строки', 'строк')}.`
      : all === 0
        ? 'Здесь появятся обращения бота к мессенджеру.'
        : '';
    setText(this.note, words);
    this.note.hidden = !words;
  }
}
