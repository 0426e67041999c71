/** A menu beside its button: arrows walk, Enter chooses, Esc and a click elsewhere close it. */

import { h, icon } from './dom.js';

/**
 * @param {HTMLElement} anchor
 * @param {({icon?: string, text: string, run: () => void}|null|false)[]} items
 * @param {{x: number, y: number}} [point] where the pointer was, instead of the anchor
 */
export function openMenu(anchor, items, point) {
  const menu = h('div', { class: 'menu', role: 'menu', popover: 'auto' });
  const entries = items.filter(Boolean).map((item) =>
    h(
      'button',
      {
        type: 'button',
        role: 'menuitem',
        tabindex: '-1',
        class: 'menu-item',
        onclick: () => {
          menu.hidePopover();
          item.run();
        },
      },
      item.icon && icon(item.icon),
      h('span', {}, item.text),
    ),
  );
  menu.append(...entries);
  menu.addEventListener('keydown', (event) => walk(event, entries, menu));
  menu.addEventListener('toggle', (event) => {
    if (event.newState !== 'closed') return;
    const hadFocus = menu.contains(document.activeElement) || document.activeElement === document.body;
    menu.remove();
    if (hadFocus && anchor.isConnected) anchor.focus({ preventScroll: true });
  });
  document.body.append(menu);
  menu.showPopover();
  const { width } = menu.getBoundingClientRect();
  place(
    menu,
    point ? { right: point.x + width, top: point.y, bottom: point.y } : anchor.getBoundingClientRect(),
  );
  entries[0]?.focus();
}

function walk(event, entries, menu) {
  const at = entries.indexOf(document.activeElement);
  const last = entries.length - 1;
  const next = { ArrowDown: at === last ? 0 : at + 1, ArrowUp: at <= 0 ? last : at - 1, Home: 0, End: last }[
    event.key
  ];
  if (event.key === 'Tab') menu.hidePopover();
  if (next === undefined) return;
  event.preventDefault();
  entries[next].focus();
}

/** Puts a floating box under (or above) a rectangle, right edges together, inside the window. */
export function place(box, around) {
  const { width, height } = box.getBoundingClientRect();
  const gap = 4;
  const edge = 8;
  const isLow = around.bottom + gap + height > innerHeight - edge;
  const top = isLow ? Math.max(edge, around.top - gap - height) : around.bottom + gap;
  const left = Math.min(Math.max(edge, around.right - width), innerWidth - width - edge);
  box.style.top = `${top}px`;
  box.style.left = `${Math.max(edge, left)}px`;
}
