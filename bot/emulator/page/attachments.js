/** Files that wait beside the text field to be sent. */

import { h, icon, iconButton } from './dom.js';
import { sizeText } from './format.js';

export class Attachments {
  /** @param {() => void} changed */
  constructor(changed) {
    this.changed = changed;
    /** @type {{file: File, kind: 'document'|'photo'}[]} */
    this.items = [];
    this.el = h('ul', { class: 'attachments', 'aria-label': 'Файлы к отправке', hidden: true });
    this.input = h('input', { type: 'file', multiple: true, hidden: true, 'data-testid': 'file' });
    this.input.addEventListener('change', () => {
      this.add([...this.input.files], this.kind);
      this.input.value = '';
    });
  }

  /** @param {'document'|'photo'} kind */
  ask(kind) {
    this.kind = kind;
    this.input.accept = kind === 'photo' ? 'image/png,image/jpeg,image/gif' : '';
    this.input.click();
  }

  /** @param {File[]} files @param {'document'|'photo'} [kind] by the file's own type, if not given */
  add(files, kind) {
    const made = files.map((file) => ({
      file,
      kind: kind ?? (/^image\/(png|jpeg)$/.test(file.type) ? 'photo' : 'document'),
    }));
    this.#set([...this.items, ...made]);
  }

  take() {
    const { items } = this;
    this.#set([]);
    return items;
  }

  #set(items) {
    this.items = items;
    this.el.hidden = items.length === 0;
    this.el.replaceChildren(
      ...items.map((item) =>
        h(
          'li',
          {},
          icon(item.kind === 'photo' ? 'image' : 'file'),
          h('span', { class: 'attachment-name' }, item.file.name, h('small', {}, sizeText(item.file.size))),
          iconButton('close', `Убрать ${item.file.name}`, {
            onclick: () => this.#set(this.items.filter((other) => other !== item)),
          }),
        ),
      ),
    );
    this.changed();
  }

  /** Takes what is dropped on a pane or pasted into its field. */
  accept(pane, field) {
    const hasFiles = (event) => event.dataTransfer?.types.includes('Files');
    pane.addEventListener('dragover', (event) => {
      if (!hasFiles(event)) return;
      event.preventDefault();
      pane.classList.add('is-target');
    });
    pane.addEventListener('dragleave', (event) => {
      if (!pane.contains(event.relatedTarget)) pane.classList.remove('is-target');
    });
    pane.addEventListener('drop', (event) => {
      pane.classList.remove('is-target');
      if (!hasFiles(event)) return;
      event.preventDefault();
      this.add([...event.dataTransfer.files]);
      field.focus();
    });
    field.addEventListener('paste', (event) => {
      const files = [...event.clipboardData.files];
      if (!files.length) return;
      event.preventDefault();
      this.add(files);
    });
  }
}

/** A tiny picture for a test sticker. @returns {Promise<Blob>} */
export function stickerBlob() {
  const canvas = document.createElement('canvas');
  canvas.width = canvas.height = 128;
  const paint = canvas.getContext('2d');
  paint.fillStyle = '#e9b44c';
  paint.beginPath();
  paint.arc(64, 64, 56, 0, 7);
  paint.fill();
  paint.lineWidth = 8;
  paint.lineCap = 'round';
  paint.strokeStyle = paint.fillStyle = '#3a2c0d';
  paint.beginPath();
  paint.arc(64, 70, 28, 0.3, Math.PI - 0.3);
  paint.stroke();
  for (const x of [46, 82]) paint.fillRect(x - 5, 40, 10, 14);
  return new Promise((done) => canvas.toBlob(done, 'image/webp'));
}

/** The first bytes of an Ogg file: enough for a test voice message. */
export const voiceBlob = () => new Blob(['OggS\u0000\u0002', 'OpusHead'], { type: 'audio/ogg' });
