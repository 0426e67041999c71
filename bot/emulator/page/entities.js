/**
 * Text with entities → a tree. Offsets are UTF-16 units, which is how JavaScript counts. Pure.
 *
 * @typedef {{type: string, offset: number, length: number, url?: string, language?: string,
 *   user?: object}} Entity
 * @typedef {{type: string, entity: Entity, text: string, children: (string|Node)[]}} Node
 */

/** With equal bounds, the earlier in this list lies outside. */
const OUTSIDE = [
  'expandable_blockquote',
  'blockquote',
  'spoiler',
  'text_link',
  'text_mention',
  'bold',
  'italic',
  'underline',
  'strikethrough',
];
const BLOCKS = new Set(['pre', 'blockquote', 'expandable_blockquote']);

export const isBlock = (node) => typeof node !== 'string' && BLOCKS.has(node.type);

/**
 * @param {string} text
 * @param {Entity[]} [entities]
 * @returns {(string|Node)[]}
 */
export function parse(text, entities = []) {
  const sound = entities
    .map((entity) => clip(entity, 0, text.length))
    .filter((entity) => entity.length > 0)
    .sort(compare);
  return build(text, sound, 0, text.length);
}

function build(text, entities, start, end) {
  const nodes = [];
  let at = start;
  let queue = entities;
  while (queue.length) {
    const [entity, ...rest] = queue;
    const stop = entity.offset + entity.length;
    if (entity.offset > at) nodes.push(text.slice(at, entity.offset));
    const inner = rest.filter((other) => other.offset < stop);
    const crossing = inner.filter((other) => other.offset + other.length > stop);
    nodes.push({
      type: entity.type,
      entity,
      text: text.slice(entity.offset, stop),
      children: build(
        text,
        inner.map((other) => clip(other, entity.offset, stop)),
        entity.offset,
        stop,
      ),
    });
    at = stop;
    queue = [
      ...crossing.map((other) => clip(other, stop, end)),
      ...rest.filter((other) => other.offset >= stop),
    ].sort(compare);
  }
  if (at < end) nodes.push(text.slice(at, end));
  return withoutGaps(nodes);
}

/** A block already stands on its own line: the newline beside it would be an empty one. */
function withoutGaps(nodes) {
  return nodes
    .map((node, index) => {
      if (typeof node !== 'string') return node;
      let text = node;
      if (index > 0 && isBlock(nodes[index - 1])) text = text.replace(/^\n/, '');
      if (index < nodes.length - 1 && isBlock(nodes[index + 1])) text = text.replace(/\n$/, '');
      return text;
    })
    .filter((node) => node !== '');
}

function clip(entity, start, end) {
  const from = Math.max(entity.offset, start);
  const to = Math.min(entity.offset + entity.length, end);
  return { ...entity, offset: from, length: to - from };
}

function compare(a, b) {
  return a.offset - b.offset || b.length - a.length || rank(a) - rank(b);
}

function rank(entity) {
  const place = OUTSIDE.indexOf(entity.type);
  return place < 0 ? OUTSIDE.length : place;
}
