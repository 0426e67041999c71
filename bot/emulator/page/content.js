/** What a message is about, in words: its kind, a short line, a service line. Pure. */

import { fullName } from './format.js';

const LABELS = {
  photo: 'Картинка',
  sticker: 'Стикер',
  voice: 'Голосовое сообщение',
  video: 'Видео',
  animation: 'Анимация',
  audio: 'Аудио',
  video_note: 'Видеосообщение',
  contact: 'Контакт',
  location: 'Место',
  venue: 'Место',
  poll: 'Опрос',
  dice: 'Кубик',
  document: 'Документ',
};

/** @returns {string|null} the field that holds the message's media */
export const mediaKind = (message) =>
  message.animation ? 'animation' : (Object.keys(LABELS).find((kind) => message[kind]) ?? null);

export function mediaLabel(message) {
  const kind = mediaKind(message);
  if (kind === 'sticker') return `Стикер ${message.sticker.emoji ?? ''}`.trim();
  if (kind === 'contact') return `Контакт: ${fullName(message.contact)}, ${message.contact.phone_number}`;
  if (kind === 'poll') return `Опрос: ${message.poll.question}`;
  if (kind === 'dice') return `${message.dice.emoji} ${message.dice.value}`;
  return LABELS[kind] ?? 'Сообщение';
}

/** One line for quotes, the pinned bar and the screen reader. */
export function shortText(message, limit = 120) {
  const text =
    message.text ??
    message.caption ??
    message.document?.file_name ??
    serviceText(message) ??
    mediaLabel(message);
  const line = text.replace(/\s+/g, ' ').trim();
  if (line.length <= limit) return line;
  const cut = line.slice(0, limit + 1);
  const words = cut.slice(0, cut.lastIndexOf(' '));
  return `${words.length > limit / 2 ? words : [...cut].slice(0, -1).join('')}…`;
}

const SERVICE = {
  new_chat_members: (people) => `В группе теперь ${people.map(fullName).join(', ')}`,
  left_chat_member: (person) => `${fullName(person)} больше не в группе`,
  new_chat_title: (title) => `Новое название: «${title}»`,
  pinned_message: (message) => `Закреплено: «${shortText(message, 60)}»`,
  forum_topic_created: (topic) => `Тема «${topic.name}» создана`,
  forum_topic_edited: (topic) => (topic.name ? `Тема теперь называется «${topic.name}»` : 'Тема изменена'),
  forum_topic_closed: () => 'Тема закрыта',
  forum_topic_reopened: () => 'Тема снова открыта',
  group_chat_created: () => 'Группа создана',
  supergroup_chat_created: () => 'Группа создана',
  migrate_to_chat_id: () => 'Группа стала супергруппой',
  migrate_from_chat_id: () => 'Группа стала супергруппой',
};

/** @returns {string|null} null for an ordinary message */
export function serviceText(message) {
  const kind = Object.keys(SERVICE).find((name) => name in message);
  return kind ? SERVICE[kind](message[kind]) : null;
}

/** @returns {string|null} whose message was forwarded */
export function forwardedFrom(message) {
  const origin = message.forward_origin;
  if (!origin) return null;
  if (origin.sender_user) return fullName(origin.sender_user);
  const chat = origin.sender_chat ?? origin.chat;
  return origin.sender_user_name ?? chat?.title ?? (chat ? fullName(chat) : 'неизвестного');
}

const ACTIONS = {
  upload_document: 'отправляет файл',
  upload_photo: 'отправляет картинку',
  record_voice: 'записывает голосовое',
  upload_voice: 'отправляет голосовое',
  upload_video: 'отправляет видео',
  choose_sticker: 'выбирает стикер',
};
export const actionText = (action) => ACTIONS[action] ?? 'печатает';
