/** The list of the bot's commands above the text field. */

import { attribute, h } from './dom.js';

let lists = 0;

export class Typeahead {
  /** @param {HTMLTextAreaElement} input @param {(command: string) => void} choose */
  constructor(input, choose) {
    this.input = input;
    this.choose = choose;
    this.commands = [];
    this.at = -1;
    this.id = `commands-${(lists += 1)}`;
    this.el = h('div', {
      class: 'commands',
      role: 'listbox',
      id: this.id,
      'aria-label': 'Команды бота',
      hidden: true,
    });
    input.setAttribute('aria-controls', this.id);
    input.setAttribute('aria-autocomplete', 'list');
  }

  get isOpen() {
    return !this.el.hidden;
  }

  /** Opens for text that begins with "/" and is still one word. */
  follow() {
    const { value } = this.input;
    if (/^\/\w*$/.test(value)) this.show(value.slice(1));
    else this.hide();
  }

  show(prefix = '') {
    const found = this.commands.filter(({ command }) => command.startsWith(prefix.toLowerCase()));
    this.at = -1;
    this.el.replaceChildren(
      ...found.map(({ command, description }, index) =>
        h(
          'div',
          {
            class: 'command',
            role: 'option',
            id: `${this.id}-${index}`,
            'aria-selected': 'false',
            onpointerdown: (event) => event.preventDefault(),
            onclick: () => this.#take(command),
          },
          h('b', {}, `/${command}`),
          h('span', {}, description),
        ),
      ),
    );
    this.found = found;
    this.el.hidden = found.length === 0;
    this.#mark();
  }

  hide() {
    this.el.hidden = true;
    this.at = -1;
    this.#mark();
  }

  /** @returns {boolean} whether the key was used */
  onKey(event) {
    if (!this.isOpen) return false;
    const count = this.found.length;
    if (event.key === 'ArrowDown') this.at = (this.at + 1) % count;
    else if (event.key === 'ArrowUp') this.at = (this.at <= 0 ? count : this.at) - 1;
    else if (event.key === 'Escape') this.hide();
    else if (event.key === 'Enter' && !event.shiftKey && this.at >= 0)
      this.#take(this.found[this.at].command);
    else return false;
    event.preventDefault();
    event.stopPropagation();
    this.#mark();
    return true;
  }

  #take(command) {
    this.hide();
    this.choose(`/${command}`);
  }

  #mark() {
    [...this.el.children].forEach((option, index) => {
      option.setAttribute('aria-selected', String(index === this.at));
      if (index === this.at) option.scrollIntoView({ block: 'nearest' });
    });
    attribute(this.input, 'aria-activedescendant', this.isOpen && this.at >= 0 && `${this.id}-${this.at}`);
  }
}
