/** Building nodes. Data only ever becomes text nodes and attributes. */

const ICONS = '/page/icons.svg';

/**
 * @param {string} tag
 * @param {Record<string, unknown>} [props] `class`, `onclick`… and attributes; null and false are left out
 * @param {...unknown} children nodes or texts; null and false are left out
 * @returns {HTMLElement}
 */
export function h(tag, props = {}, ...children) {
  const node = document.createElement(tag);
  for (const [name, value] of Object.entries(props)) setProp(node, name, value);
  node.append(...children.flat().filter(isShown));
  return node;
}

const isShown = (child) => child !== null && child !== undefined && child !== false;

function setProp(node, name, value) {
  if (!isShown(value)) return;
  if (typeof value === 'function') node.addEventListener(name.replace(/^on/, ''), value);
  else if (name === 'value') node.value = value;
  else node.setAttribute(name, value === true ? '' : String(value));
}

/** @param {string} name a symbol of icons.svg */
export function icon(name) {
  const svg = document.getElementById('icon').content.firstElementChild.cloneNode(true);
  svg.firstElementChild.setAttribute('href', `${ICONS}#${name}`);
  return svg;
}

/** A square button that shows an icon and says its name to those who do not see it. */
export function iconButton(name, label, props = {}) {
  return h(
    'button',
    { type: 'button', class: 'icon-button', title: label, 'aria-label': label, ...props },
    icon(name),
  );
}

/** Sets an attribute, or takes it away when there is nothing to say. */
export function attribute(node, name, value) {
  if (isShown(value)) node.setAttribute(name, value === true ? '' : String(value));
  else node.removeAttribute(name);
}

/** Replaces the children only when they differ, so that nothing flickers. */
export function setText(node, text) {
  if (node.textContent !== text) node.textContent = text;
}

/** @returns {HTMLElement} a round sign with initials; the colour follows the id */
export function avatar(name, id, isGroup = false) {
  const letters = name
    .split(/\s+/)
    .filter(Boolean)
    .slice(0, 2)
    .map((word) => [...word][0]);
  const hue = Math.abs(Number(id)) % 6;
  return h(
    'span',
    { class: `avatar hue-${hue}${isGroup ? ' is-group' : ''}`, 'aria-hidden': 'true' },
    letters.join('').toUpperCase(),
  );
}
