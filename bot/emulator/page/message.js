/** One message, or an album of them, as a node. */

import { forwardedFrom, serviceText, shortText } from './content.js';
import { avatar, h, icon, iconButton } from './dom.js';
import { dayText, fullName, timeText } from './format.js';
import { keyboard } from './keyboard.js';
import { media } from './media.js';
import { richText } from './richtext.js';

export const dayNode = (date) => h('p', { class: 'day' }, h('span', {}, dayText(date)));

/**
 * @param {any[]} messages one, or those of one media group
 * @param {{app: any, chat: any, viewer: number, on: any, openMenu: Function, goTo: Function}} context
 */
export function messageNode(messages, context) {
  const [first] = messages;
  const service = serviceText(first);
  if (service !== null) return serviceNode(first, service);
  const isOwn = isOwnMessage(first, context);
  const inner = [
    h('div', { class: 'message-body' }, bubble(messages, context, isOwn), keyboard(messages.at(-1), context)),
    iconButton('more', 'Действия с сообщением', {
      class: 'icon-button message-more',
      'aria-haspopup': 'menu',
      onclick: (event) => context.openMenu(first, event.currentTarget),
    }),
  ];
  return frame(first, `message ${isOwn ? 'is-own' : 'is-theirs'}`, inner);
}

/** In a private chat whatever is not the bot's is the person's; in a group the chosen sender's. */
export function isOwnMessage(message, { app, chat, viewer }) {
  return chat.type === 'private' ? message.from?.id !== app.store.get().bot.id : message.from?.id === viewer;
}

function frame(message, className, children) {
  return h(
    'article',
    {
      class: className,
      tabindex: '-1',
      'data-message': message.message_id,
      'data-from': message.from?.id,
    },
    children,
  );
}

function serviceNode(message, text) {
  return frame(message, 'message is-service', [h('p', {}, text)]);
}

function bubble(messages, context, isOwn) {
  const [first] = messages;
  const worded = messages.find((message) => message.text ?? message.caption);
  const text = worded && (worded.text ?? worded.caption);
  const parts = [
    context.chat.type !== 'private' && !isOwn && author(first),
    forwarded(first),
    quote(first, context),
    carried(messages),
    text &&
      h(
        'div',
        { class: 'text', lang: 'ru' },
        richText(text, worded.entities ?? worded.caption_entities, context.on),
      ),
    meta(messages),
  ];
  const isBare = messages.length === 1 && Boolean(first.sticker);
  return h('div', { class: `bubble${isBare ? ' is-bare' : ''}` }, parts);
}

function author({ from }) {
  if (!from) return null;
  return h('p', { class: 'author' }, avatar(fullName(from), from.id), fullName(from));
}

function forwarded(message) {
  const origin = forwardedFrom(message);
  return (
    origin !== null &&
    h('p', { class: 'forwarded' }, icon('forward'), h('span', {}, 'Переслано от ', h('b', {}, origin)))
  );
}

function quote(message, { goTo }) {
  const answered = message.reply_to_message;
  if (!answered || answered.forum_topic_created) return null;
  return h(
    'button',
    { type: 'button', class: 'quote', onclick: () => goTo(answered.message_id) },
    h('b', {}, answered.from ? fullName(answered.from) : 'Сообщение'),
    h('span', {}, message.quote?.text ?? shortText(answered, 80)),
  );
}

/** Media of all the messages; in an album each keeps its own number. */
function carried(messages) {
  const items = messages.map((message) => [message, media(message)]).filter(([, node]) => node);
  if (!items.length) return null;
  if (messages.length === 1) return h('div', { class: 'media' }, items[0][1]);
  const pictures = items.every(([message]) => message.photo);
  const cells = items.map(([message, node], index) =>
    h('div', { class: 'album-cell', 'data-message': index ? message.message_id : null }, node),
  );
  return h('div', { class: `media album${pictures ? ' is-pictures' : ''}` }, cells);
}

function meta(messages) {
  const isEdited = messages.some((message) => message.edit_date);
  const { date } = messages[0];
  return h(
    'p',
    { class: 'meta' },
    isEdited && h('span', { class: 'edited' }, 'изменено'),
    h('time', { datetime: new Date(date * 1000).toISOString() }, timeText(date)),
  );
}
