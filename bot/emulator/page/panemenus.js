/** What can be done with a pane and with a message in it. */

import { person } from './api.js';
import { copy } from './keyboard.js';
import { openMenu } from './menu.js';
import { isOwnMessage } from './message.js';

/** @param {any} pane */
export function openPaneMenu(pane, anchor) {
  const isBlocked = pane.person?.blocked;
  openMenu(anchor, [
    pane.person && { icon: 'play', text: 'Открыть бота заново (/start)', run: () => pane.start() },
    pane.person && {
      icon: isBlocked ? 'check' : 'block',
      text: isBlocked ? 'Разблокировать бота' : 'Заблокировать бота',
      run: () => pane.block(!isBlocked),
    },
    { icon: 'hide', text: 'Скрыть', run: () => pane.app.hide(pane.key) },
  ]);
}

/** @param {any} pane @param {any} message @param {{x: number, y: number}} [point] */
export function openMessageMenu(pane, message, anchor, point) {
  const { composer, context } = pane;
  const isOwnText = isOwnMessage(message, context) && message.text;
  const text = message.text ?? message.caption;
  const forward = (who, chat) =>
    person(who).forward({ chat_id: chat, from_chat_id: chat, message_id: message.message_id });
  const items = [
    { icon: 'reply', text: 'Ответить', run: () => composer.setMode({ kind: 'reply', message }) },
    isOwnText && { icon: 'edit', text: 'Изменить', run: () => composer.setMode({ kind: 'edit', message }) },
    { icon: 'forward', text: 'Переслать боту', run: () => pane.act(forward) },
    text && { icon: 'copy', text: 'Скопировать текст', run: () => copy(text, context) },
  ];
  openMenu(anchor, items, point);
}
