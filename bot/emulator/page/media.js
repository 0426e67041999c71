/** Pictures, documents and the rest that a message carries. */

import { fileUrl } from './api.js';
import { mediaKind, mediaLabel } from './content.js';
import { openPicture } from './dialogs.js';
import { h, icon } from './dom.js';
import { sizeText } from './format.js';

/** @returns {HTMLElement|null} */
export function media(message) {
  const kind = mediaKind(message);
  if (kind === 'photo') return picture(message);
  if (kind === 'document') return file(message.document, 'file', message.document.file_name ?? 'Документ');
  if (kind === 'sticker') return sticker(message);
  if (kind === 'voice' || kind === 'audio')
    return file(message[kind], 'voice', message[kind].file_name ?? mediaLabel(message));
  if (kind === 'video' || kind === 'animation' || kind === 'video_note')
    return file(message[kind], 'file', mediaLabel(message));
  return kind ? h('p', { class: 'other-media' }, mediaLabel(message)) : null;
}

function picture(message) {
  const size = message.photo.reduce((best, one) =>
    one.width * one.height > best.width * best.height ? one : best,
  );
  const url = fileUrl(size.file_id);
  const alt = message.caption ? `Картинка: ${message.caption}` : 'Картинка';
  return h(
    'button',
    {
      type: 'button',
      class: 'picture',
      'aria-label': 'Открыть картинку',
      onclick: () => openPicture(url, alt),
    },
    h('img', { src: url, alt, width: size.width, height: size.height }),
  );
}

function file(item, sign, name) {
  const details = [item.duration ? `${item.duration} с` : '', sizeText(item.file_size)]
    .filter(Boolean)
    .join(' · ');
  return h(
    'a',
    { class: 'file', href: fileUrl(item.file_id), download: name, title: `Скачать: ${name}` },
    h('span', { class: 'file-sign' }, icon(sign)),
    h(
      'span',
      { class: 'file-words' },
      h('span', { class: 'file-name' }, name),
      h('span', { class: 'file-size' }, details),
    ),
  );
}

function sticker(message) {
  const box = h('div', { class: 'sticker' });
  const words = () => h('p', { class: 'other-media' }, mediaLabel(message));
  if (message.sticker.is_animated || message.sticker.is_video) box.append(words());
  else {
    const image = h('img', { src: fileUrl(message.sticker.file_id), alt: mediaLabel(message) });
    image.addEventListener('error', () => box.replaceChildren(words()));
    box.append(image);
  }
  return box;
}
