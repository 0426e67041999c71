/** Inline keyboards under messages. */

import { h, icon } from './dom.js';
import { link } from './richtext.js';
import { Taps } from './taps.js';

const STYLES = new Set(['primary', 'success', 'danger']);

/**
 * @param {any} message
 * @param {any} context what `messageNode` was given
 * @returns {HTMLElement|null}
 */
export function keyboard(message, context) {
  const rows = message.reply_markup?.inline_keyboard;
  if (!rows?.length) return null;
  return h(
    'div',
    { class: 'keyboard', role: 'group', 'aria-label': 'Кнопки сообщения' },
    rows.map((row) =>
      h(
        'div',
        { class: 'keyboard-row' },
        row.map((button) => one(button, message, context)),
      ),
    ),
  );
}

function one(button, message, context) {
  const { app, chat, viewer } = context;
  const tone = STYLES.has(button.style) ? ` is-${button.style}` : '';
  const props = { class: `key${tone}` };
  const words = h('span', { class: 'key-words' }, button.text);
  const address = button.url ?? button.web_app?.url ?? button.login_url?.url;
  if (address) return link(address, [words, !/[↗➚]/u.test(button.text) && corner('link')], context.on, props);
  if ('callback_data' in button) {
    const tap = Taps.key(viewer, chat.id, message.message_id, button.callback_data);
    return h(
      'button',
      {
        ...props,
        type: 'button',
        'data-tap': tap,
        'aria-busy': String(app.taps.isBusy(tap)),
        onclick: () => app.taps.tap(viewer, chat.id, message.message_id, button.callback_data),
      },
      words,
      h('span', { class: 'spinner', 'aria-hidden': 'true' }),
    );
  }
  if (button.copy_text) {
    return h(
      'button',
      { ...props, type: 'button', onclick: () => copy(button.copy_text.text, context) },
      words,
      corner('copy'),
    );
  }
  return h(
    'button',
    {
      ...props,
      type: 'button',
      onclick: () => app.notify(chat.id, 'В демо эта кнопка ничего не делает.'),
    },
    words,
  );
}

const corner = (name) => h('span', { class: 'key-corner', 'aria-hidden': 'true' }, icon(name));

export async function copy(text, { app, chat }) {
  try {
    await navigator.clipboard.writeText(text);
    app.notify(chat.id, 'Скопировано.');
  } catch {
    app.notify(chat.id, 'Браузер не дал скопировать.', { kind: 'error' });
  }
}

/** Arrow keys walk over the grid of buttons. @returns {boolean} whether the key was used */
export function walkKeys(event) {
  const box = event.target.closest('.keyboard');
  if (!box || !event.target.matches('.key')) return false;
  const rows = [...box.children].map((row) => [...row.children]);
  const y = rows.findIndex((row) => row.includes(event.target));
  const x = rows[y].indexOf(event.target);
  const step = { ArrowLeft: [0, -1], ArrowRight: [0, 1], ArrowUp: [-1, 0], ArrowDown: [1, 0] }[event.key];
  if (!step) return false;
  const row = rows[y + step[0]] ?? [];
  const next = step[0] ? row[Math.min(x, row.length - 1)] : row[x + step[1]];
  event.preventDefault();
  next?.focus();
  return true;
}
