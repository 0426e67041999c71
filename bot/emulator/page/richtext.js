/** Entities as nodes: text stays text, whatever stands in it. */

import { h } from './dom.js';
import { isBlock, parse } from './entities.js';
import { safeUrl, startPayload } from './links.js';

const TAGS = { bold: 'strong', italic: 'em', underline: 'u', strikethrough: 's', code: 'code' };
const MARKS = new Set(['hashtag', 'cashtag', 'mention', 'text_mention']);

/**
 * @param {string} text
 * @param {object[]} entities
 * @param {{username: string, command: (text: string) => void, start: (payload: string) => void}} on
 */
export function richText(text, entities, on) {
  return nodes(parse(text, entities ?? []), on);
}

const nodes = (tree, on) => tree.map((node) => (typeof node === 'string' ? node : element(node, on)));

function element(node, on) {
  const inside = nodes(node.children, on);
  if (node.type in TAGS) return h(TAGS[node.type], {}, inside);
  if (MARKS.has(node.type)) return h('span', { class: 'mark' }, inside);
  if (isBlock(node)) return block(node, inside);
  if (node.type === 'spoiler') return spoiler(inside);
  if (node.type === 'bot_command') {
    return h('button', { type: 'button', class: 'text-link', onclick: () => on.command(node.text) }, inside);
  }
  const address = addressOf(node);
  return address === null ? h('span', {}, inside) : link(address, inside, on);
}

function addressOf({ type, entity, text }) {
  if (type === 'text_link') return entity.url;
  if (type === 'url') return text;
  if (type === 'email') return `mailto:${text}`;
  if (type === 'phone_number') return `tel:${text.replace(/[^\d+]/g, '')}`;
  return null;
}

/** A link out opens a new tab; a link to this bot asks who opens it. */
export function link(address, inside, on, props = {}) {
  const url = safeUrl(address);
  if (!url) return h('span', props, inside);
  const payload = startPayload(address, on.username);
  const isOut = payload === null;
  return h(
    'a',
    {
      href: url.href,
      title: url.href,
      rel: 'noopener noreferrer',
      target: '_blank',
      ...props,
      onclick: isOut
        ? null
        : (event) => {
            event.preventDefault();
            on.start(payload);
          },
    },
    inside,
  );
}

function block(node, inside) {
  if (node.type === 'pre') {
    const language = node.entity.language;
    return h(
      'div',
      { class: 'pre' },
      language && h('span', { class: 'pre-language' }, language),
      h('pre', { tabindex: '0' }, h('code', {}, inside)),
    );
  }
  if (node.type === 'blockquote') return h('blockquote', {}, inside);
  const quote = h('blockquote', { class: 'is-folded' }, inside);
  const toggle = h(
    'button',
    { type: 'button', class: 'unfold', 'aria-expanded': 'false' },
    'Показать полностью',
  );
  toggle.addEventListener('click', () => {
    const isFolded = quote.classList.toggle('is-folded');
    toggle.setAttribute('aria-expanded', String(!isFolded));
    toggle.textContent = isFolded ? 'Показать полностью' : 'Свернуть';
  });
  return h('div', { class: 'quote-box' }, quote, toggle);
}

function spoiler(inside) {
  const hidden = h('span', { class: 'spoiler-text', 'aria-hidden': 'true' }, inside);
  const cover = h(
    'span',
    { class: 'spoiler', role: 'button', tabindex: '0', 'aria-label': 'Показать скрытый текст' },
    hidden,
  );
  const reveal = (event) => {
    if (event.type === 'keydown' && event.key !== 'Enter' && event.key !== ' ') return;
    event.preventDefault();
    cover.classList.add('is-open');
    for (const name of ['role', 'tabindex', 'aria-label']) cover.removeAttribute(name);
    hidden.removeAttribute('aria-hidden');
    cover.removeEventListener('click', reveal);
    cover.removeEventListener('keydown', reveal);
  };
  cover.addEventListener('click', reveal);
  cover.addEventListener('keydown', reveal);
  return cover;
}
