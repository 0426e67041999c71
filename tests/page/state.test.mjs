import assert from 'node:assert/strict';
import test from 'node:test';

import { chatOf, initial, panesOf, reduce, unreadOf } from '../../bot/emulator/page/state.js';

const BOT = 42;
const message = (id, text, from = BOT) => ({ message_id: id, date: 0, from: { id: from }, text });
const snapshot = (seq, messages) => ({
  type: 'snapshot',
  received: 0,
  snapshot: {
    seq,
    now: 100,
    bot: { id: BOT, username: 'guide_bot', running: true },
    commands: {},
    people: [{ id: 1, first_name: 'Марина' }],
    chats: [{ id: 1, type: 'private', pinned: null, messages }],
    faults: {},
    hooks: {},
  },
});
const after = (...events) => events.reduce(reduce, initial);
const texts = (state) => chatOf(state, 1).messages.map((one) => one.text);

test('messages are added, edited in place and deleted', () => {
  const state = after(
    snapshot(1, [message(1, 'а')]),
    { type: 'message', seq: 2, chat_id: 1, message: message(2, 'б') },
    { type: 'edited', seq: 3, chat_id: 1, message: message(1, 'в') },
    { type: 'message', seq: 4, chat_id: 1, message: message(3, 'г') },
    { type: 'deleted', seq: 5, chat_id: 1, message_ids: [2] },
  );
  assert.deepEqual(texts(state), ['в', 'г']);
});

test('what the snapshot already holds is not applied again', () => {
  const state = after(snapshot(5, []), { type: 'message', seq: 5, chat_id: 1, message: message(1, 'а') });
  assert.deepEqual(texts(state), []);
});

test('a snapshot of a world that began anew is believed', () => {
  const state = after(snapshot(50, [message(9, 'старое')]), snapshot(2, [message(1, 'новое')]));
  assert.deepEqual([state.seq, texts(state)], [2, ['новое']]);
});

test('a second snapshot keeps the messages that did not change', () => {
  const first = after(snapshot(1, [message(1, 'а'), message(2, 'б')]));
  const second = reduce(first, snapshot(2, [message(1, 'а'), message(2, 'в')]));
  assert.equal(chatOf(second, 1).messages[0], chatOf(first, 1).messages[0]);
  assert.deepEqual(texts(second), ['а', 'в']);
});

test('a message to a chat unknown so far opens it', () => {
  const state = after(snapshot(1, []), { type: 'message', seq: 2, chat_id: -7, message: message(1, 'а') });
  assert.deepEqual(
    panesOf(state).map((slot) => slot.key),
    ['1', '-7'],
  );
});

test('a deleted message is no longer pinned', () => {
  const state = after(
    snapshot(1, [message(1, 'а')]),
    { type: 'pinned', seq: 2, chat_id: 1, message_id: 1 },
    { type: 'deleted', seq: 3, chat_id: 1, message_ids: [1] },
  );
  assert.equal(chatOf(state, 1).pinned, null);
});

test('typing ends with the message', () => {
  const state = after(
    snapshot(1, []),
    { type: 'action', seq: 2, chat_id: 1, action: 'typing' },
    { type: 'message', seq: 3, chat_id: 1, message: message(1, 'а') },
  );
  assert.deepEqual(state.typing, {});
});

test('only what the bot wrote counts as unread, in a forum by topic', () => {
  const chat = { id: 1, messages: [message(1, 'а'), message(2, 'б', 1), message(3, 'в')] };
  assert.equal(unreadOf(chat, { 1: 1 }, BOT), 1);
  const forum = {
    id: -7,
    is_forum: true,
    topics: [{ message_thread_id: 5 }],
    messages: [message(6, 'а'), { ...message(7, 'б'), message_thread_id: 5 }],
  };
  assert.equal(unreadOf(forum, { '-7': 6 }, BOT), 1);
});

test('a restart lasts until the bot runs again', () => {
  const stopped = after(
    snapshot(1, []),
    { type: 'restarting', restarting: true },
    { type: 'bot', seq: 2, bot: { running: false } },
  );
  assert.equal(stopped.restarting, true);
  assert.equal(reduce(stopped, { type: 'bot', seq: 3, bot: { running: true } }).restarting, false);
});
