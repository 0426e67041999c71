import assert from 'node:assert/strict';
import test from 'node:test';

import { parse } from '../../bot/emulator/page/entities.js';
import { safeUrl, startPayload } from '../../bot/emulator/page/links.js';

/** `bold[ab italic[cd]]` */
const sketch = (nodes) =>
  nodes.map((node) => (typeof node === 'string' ? node : `${node.type}[${sketch(node.children)}]`)).join('');
const of = (text, ...entities) =>
  sketch(
    parse(
      text,
      entities.map(([type, offset, length]) => ({ type, offset, length })),
    ),
  );

test('offsets count UTF-16 units, so an emoji takes two', () => {
  assert.equal(of('😀 да', ['bold', 3, 2]), '😀 bold[да]');
});

test('entities nest, the longer outside', () => {
  assert.equal(of('ab cd', ['italic', 3, 2], ['bold', 0, 5]), 'bold[ab italic[cd]]');
});

test('with equal bounds a quote lies outside bold', () => {
  assert.equal(of('ab', ['bold', 0, 2], ['blockquote', 0, 2]), 'blockquote[bold[ab]]');
});

test('crossing entities are cut in two and lose no text', () => {
  assert.equal(of('abcdef', ['bold', 0, 4], ['italic', 2, 4]), 'bold[abitalic[cd]]italic[ef]');
});

test('a block swallows one newline beside it', () => {
  assert.equal(of('a\nq\nb', ['blockquote', 2, 1]), 'ablockquote[q]b');
});

test('bounds outside the text do no harm', () => {
  assert.equal(of('ab', ['bold', 1, 99], ['italic', 50, 3]), 'abold[b]');
});

test('only known schemes become links', () => {
  assert.equal(safeUrl('javascript:alert(1)'), null);
  assert.equal(safeUrl('data:text/html,x'), null);
  assert.equal(safeUrl('sferum.ru/a').href, 'https://sferum.ru/a');
});

test('a link to the bot gives its payload, any other gives null', () => {
  assert.equal(startPayload('t.me/Guide_Bot?start=inv_1', 'guide_bot'), 'inv_1');
  assert.equal(startPayload('tg://resolve?domain=guide_bot&start=x', 'guide_bot'), 'x');
  assert.equal(startPayload('t.me/guide_bot', 'guide_bot'), '');
  assert.equal(startPayload('t.me/other_bot?start=x', 'guide_bot'), null);
  assert.equal(startPayload('sferum.ru/guide_bot', 'guide_bot'), null);
});
