/** Where a person writes: text, files, replies, edits, commands. */

import { person } from './api.js';
import { Attachments, stickerBlob, voiceBlob } from './attachments.js';
import { shortText } from './content.js';
import { attribute, h, icon, iconButton, setText } from './dom.js';
import { fullName } from './format.js';
import { openMenu } from './menu.js';
import { Typeahead } from './typeahead.js';

export class Composer {
  /** @param {any} pane its `app`, `chat`, `viewer`, `thread` are read when they are needed */
  constructor(pane) {
    this.pane = pane;
    /** @type {{kind: 'reply'|'edit', message: any}|null} */
    this.mode = null;
    this.input = h('textarea', {
      class: 'composer-input',
      rows: '1',
      'aria-label': 'Сообщение',
      placeholder: 'Сообщение',
      lang: 'ru',
    });
    this.typeahead = new Typeahead(this.input, (command) =>
      this.pane.sendText(command).then((sent) => sent && this.#setText('')),
    );
    this.files = new Attachments(() => this.#refresh());
    this.commandsButton = iconButton('slash', 'Команды', { onclick: () => this.#toggleCommands() });
    const attach = iconButton('clip', 'Прикрепить', {
      'aria-haspopup': 'menu',
      onclick: () => this.#openAttach(attach),
    });
    this.sendButton = h(
      'button',
      { type: 'submit', class: 'icon-button send', title: 'Отправить', 'aria-label': 'Отправить' },
      icon('send'),
    );
    this.modeText = h('span', { class: 'mode-words' });
    this.modeBar = h(
      'div',
      { class: 'mode', hidden: true },
      this.modeText,
      iconButton('close', 'Отменить', { onclick: () => this.setMode(null) }),
    );
    this.sender = h('select', {
      class: 'sender',
      'aria-label': 'От чьего имени',
      hidden: true,
      onchange: () => this.pane.setViewer(Number(this.sender.value)),
    });
    const row = h('div', { class: 'composer-row' }, this.commandsButton, attach, this.input, this.sendButton);
    this.el = h(
      'form',
      { class: 'composer' },
      this.typeahead.el,
      this.modeBar,
      this.files.el,
      this.sender,
      row,
      this.files.input,
    );
    this.files.accept(pane.el, this.input);
    this.#listen();
    this.#refresh();
  }

  focus() {
    this.input.focus();
  }

  setCommands(commands) {
    this.typeahead.commands = commands;
    this.commandsButton.hidden = commands.length === 0;
  }

  /** @param {any[]} people who may speak in a group; none in a private chat */
  setSenders(people, chosen) {
    const drawn = people.map((one) => `${one.id} ${fullName(one)}`).join();
    if (drawn === this.senders) return;
    this.senders = drawn;
    this.sender.hidden = people.length === 0;
    this.sender.replaceChildren(
      ...people.map((one) =>
        h('option', { value: one.id, selected: one.id === chosen }, `Пишет: ${fullName(one)}`),
      ),
    );
  }

  /** @param {{kind: 'reply'|'edit', message: any}|null} mode */
  setMode(mode) {
    if (this.mode?.kind === 'edit' || mode?.kind === 'edit')
      this.#setText(mode?.kind === 'edit' ? mode.message.text : '');
    this.mode = mode;
    this.modeBar.hidden = !mode;
    if (mode) {
      setText(this.modeText, `${mode.kind === 'edit' ? 'Правка' : 'Ответ'}: ${shortText(mode.message)}`);
      this.focus();
    }
  }

  #listen() {
    this.el.addEventListener('submit', (event) => {
      event.preventDefault();
      this.#send();
    });
    this.input.addEventListener('input', () => this.#refresh());
    this.input.addEventListener('blur', () => this.typeahead.hide());
    this.input.addEventListener('keydown', (event) => {
      if (event.isComposing || this.typeahead.onKey(event)) return;
      if (event.key === 'Enter' && !event.shiftKey) {
        event.preventDefault();
        this.#send();
      }
      if (event.key === 'Escape' && this.mode) this.setMode(null);
      if (event.key === 'ArrowUp' && !this.input.value) this.#editLast(event);
    });
  }

  async #send() {
    const text = this.input.value.trim();
    const { mode } = this;
    const files = this.files.items;
    if (!text && !files.length) return;
    this.#setText('');
    this.mode = null;
    this.modeBar.hidden = true;
    const sent = files.length
      ? await this.#sendFiles(this.files.take(), text)
      : await this.#sendText(text, mode);
    if (sent) return;
    if (!this.input.value) this.#setText(text);
    if (mode) this.setMode(mode.kind === 'edit' ? { ...mode, message: { ...mode.message, text } } : mode);
  }

  #sendText(text, mode) {
    const { message_id: id } = mode?.message ?? {};
    if (mode?.kind === 'edit')
      return this.pane.act((who, chat) => person(who).edit({ chat_id: chat, message_id: id, text }));
    return this.pane.sendText(text, id);
  }

  async #sendFiles(items, caption) {
    let isFirst = true;
    for (const { file, kind } of items) {
      const sent = await this.#upload(file, file.name, kind, isFirst ? caption : '');
      if (!sent) {
        this.files.add(
          items.slice(items.findIndex((item) => item.file === file)).map((item) => item.file),
          kind,
        );
        return false;
      }
      isFirst = false;
    }
    return true;
  }

  #upload(blob, name, kind, caption) {
    return this.pane.act((who, chat) =>
      person(who).upload(blob, name, { kind, caption, chat_id: chat, thread: this.pane.thread }),
    );
  }

  #openAttach(button) {
    openMenu(button, [
      { icon: 'file', text: 'Документ', run: () => this.files.ask('document') },
      { icon: 'image', text: 'Картинка', run: () => this.files.ask('photo') },
      {
        icon: 'sticker',
        text: 'Пробный стикер',
        run: async () => this.#upload(await stickerBlob(), 'sticker.webp', 'sticker'),
      },
      {
        icon: 'voice',
        text: 'Пробное голосовое',
        run: () => this.#upload(voiceBlob(), 'voice.ogg', 'voice'),
      },
    ]);
  }

  #toggleCommands() {
    const wasOpen = this.typeahead.isOpen;
    this.focus();
    if (wasOpen) this.typeahead.hide();
    else this.typeahead.show();
  }

  #editLast(event) {
    const own = this.pane.ownMessages().findLast((message) => message.text);
    if (!own) return;
    event.preventDefault();
    this.setMode({ kind: 'edit', message: own });
  }

  #setText(text) {
    this.input.value = text;
    this.#refresh();
  }

  #refresh() {
    this.typeahead.follow();
    const isEmpty = !this.input.value.trim() && !this.files.items.length;
    attribute(this.sendButton, 'data-idle', isEmpty);
    this.input.style.height = 'auto';
    this.input.style.height = `${this.input.scrollHeight + 2}px`;
  }
}
