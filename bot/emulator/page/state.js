/**
 * What the emulator told: a snapshot and the events after it, as CONTRACT.md lists them. Pure.
 *
 * @typedef {{id: number, first_name: string, last_name?: string, username?: string,
 *   note?: string, blocked?: boolean}} Person
 * @typedef {{message_id: number, date: number, from?: {id: number, first_name: string},
 *   text?: string, entities?: object[], reply_markup?: object, edit_date?: number}} Message
 * @typedef {{id: number, type: string, title?: string, is_forum?: boolean, topics?: object[],
 *   members?: number[], pinned?: number|null, messages: Message[]}} Chat
 * @typedef {typeof initial} State
 */

export const initial = {
  ready: false,
  /** @type {'connecting'|'online'|'offline'} */
  connection: 'connecting',
  seq: 0,
  now: 0,
  nowAt: 0,
  /** @type {any} */
  bot: { id: 0, first_name: '', username: '', running: false, description: '' },
  restarting: false,
  /** @type {Record<string, {command: string, description: string}[]>} */
  commands: {},
  /** @type {Person[]} */
  people: [],
  /** @type {Chat[]} */
  chats: [],
  faults: { flood: 0, broken: false, slow: 0 },
  /** @type {any} */
  hooks: {},
  /** @type {any} what the bot sends of its own accord, null where nobody watches it */
  delivery: null,
  /** @type {Record<string, string>} what the bot is doing in a chat */
  typing: {},
};

const handlers = {
  snapshot: (state, { snapshot, received }) => ({
    ...state,
    ...snapshot,
    chats: snapshot.chats.map((chat) => keepMessages(chatOf(state, chat.id), chat)),
    ready: true,
    connection: 'online',
    restarting: state.restarting && !snapshot.bot.running,
    nowAt: received,
    typing: {},
  }),
  connection: (state, { connection }) => ({ ...state, connection }),
  restarting: (state, { restarting }) => ({ ...state, restarting }),
  message: (state, { chat_id, message }) => ({
    ...withChat(state, chat_id, (chat) => ({ ...chat, messages: put(chat.messages, message) })),
    typing: without(state.typing, chat_id),
  }),
  edited: (state, { chat_id, message }) =>
    withChat(state, chat_id, (chat) => ({ ...chat, messages: put(chat.messages, message) })),
  deleted: (state, { chat_id, message_ids }) =>
    withChat(state, chat_id, (chat) => ({
      ...chat,
      messages: chat.messages.filter((message) => !message_ids.includes(message.message_id)),
      pinned: message_ids.includes(chat.pinned) ? null : chat.pinned,
    })),
  action: (state, { chat_id, action }) => ({ ...state, typing: { ...state.typing, [chat_id]: action } }),
  action_over: (state, { chat_id }) => ({ ...state, typing: without(state.typing, chat_id) }),
  pinned: (state, { chat_id, message_id }) =>
    withChat(state, chat_id, (chat) => ({ ...chat, pinned: message_id ?? null })),
  clock: (state, { now, received }) => ({ ...state, now, nowAt: received }),
  bot: (state, { bot }) => ({
    ...state,
    bot: { ...state.bot, ...bot },
    restarting: state.restarting && !bot.running,
  }),
  commands: (state, { commands }) => ({ ...state, commands }),
  people: (state, { people }) => ({ ...state, people }),
  chats: (state, { chat }) =>
    withChat(state, chat.id, (known) => ({ ...known, ...chat, messages: chat.messages ?? known.messages })),
  faults: (state, { faults }) => ({ ...state, faults }),
  delivery: (state, { delivery }) => ({ ...state, delivery }),
};

/**
 * @param {State} state
 * @param {any} event `seq` is the running number of server events; the page's own have none
 * @returns {State}
 */
export function reduce(state, event) {
  if (event.seq !== undefined && event.seq <= state.seq) return state;
  const handle = Object.hasOwn(handlers, event.type) ? handlers[event.type] : null;
  const next = handle ? handle(state, event) : state;
  return event.seq === undefined ? next : { ...next, seq: event.seq };
}

/** @param {State} state */
export const chatOf = (state, id) => state.chats.find((chat) => String(chat.id) === String(id));
/** @param {State} state */
export const personOf = (state, id) => state.people.find((person) => String(person.id) === String(id));

/**
 * What stands side by side: a chat for each person, then the groups.
 * @param {State} state
 * @returns {{key: string, person: Person|null, chat: Chat}[]}
 */
export function panesOf(state) {
  const people = state.people.map((person) => ({
    key: String(person.id),
    person,
    chat: chatOf(state, person.id) ?? NO_CHATS.of(person.id),
  }));
  const groups = state.chats.filter((chat) => chat.type !== 'private');
  return [...people, ...groups.map((chat) => ({ key: String(chat.id), person: null, chat }))];
}

/** Where messages stand: the chat itself, or a topic of a forum. */
export const threadOf = (chat, message) => (chat.is_forum ? (message.message_thread_id ?? null) : null);
export const threadsOf = (chat) =>
  chat.is_forum ? [null, ...(chat.topics ?? []).map((topic) => topic.message_thread_id)] : [null];
export const placeOf = (chat, thread) => (thread === null ? String(chat.id) : `${chat.id}/${thread}`);

export const messagesIn = (chat, thread) =>
  chat.is_forum ? chat.messages.filter((message) => threadOf(chat, message) === thread) : chat.messages;

/** Messages of the bot after the last one seen in their place. @param {Record<string, number>} seen */
export const unreadIn = (chat, thread, seen, botId) => {
  const last = seen[placeOf(chat, thread)] ?? 0;
  return messagesIn(chat, thread).filter((one) => one.message_id > last && one.from?.id === botId).length;
};
export const unreadOf = (chat, seen, botId) =>
  threadsOf(chat).reduce((sum, thread) => sum + unreadIn(chat, thread, seen, botId), 0);

export const lastId = (messages) => messages.reduce((last, message) => Math.max(last, message.message_id), 0);

/** One empty chat per person, the same object each time it is asked for. */
const NO_CHATS = {
  known: new Map(),
  of(id) {
    if (!this.known.has(id)) this.known.set(id, { id, type: 'private', messages: [], pinned: null });
    return this.known.get(id);
  },
};

function withChat(state, id, change) {
  const known = chatOf(state, id);
  if (known) return { ...state, chats: state.chats.map((chat) => (chat === known ? change(chat) : chat)) };
  const type = Number(id) < 0 ? 'supergroup' : 'private';
  return { ...state, chats: [...state.chats, change({ id, type, pinned: null, messages: [] })] };
}

function put(messages, message) {
  const place = messages.findIndex((known) => known.message_id === message.message_id);
  return place < 0 ? [...messages, message] : messages.with(place, message);
}

/** A new snapshot keeps the messages that did not change, so that their nodes stay as they are. */
function keepMessages(known, chat) {
  if (!known) return chat;
  const old = new Map(known.messages.map((message) => [message.message_id, message]));
  const messages = chat.messages.map((message) => {
    const before = old.get(message.message_id);
    return before && JSON.stringify(before) === JSON.stringify(message) ? before : message;
  });
  return { ...chat, messages };
}

function without(record, key) {
  if (!Object.hasOwn(record, key)) return record;
  const { [key]: _, ...rest } = record;
  return rest;
}
