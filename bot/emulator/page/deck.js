/** The panes side by side, or one at a time on a narrow screen. */

import { h, setText } from './dom.js';
import { Pane } from './pane.js';
import { panesOf } from './state.js';

export const NARROW = matchMedia('(max-width: 719px)');

export class Deck {
  /** @param {HTMLElement} el @param {any} app */
  constructor(el, app) {
    this.el = el;
    this.app = app;
    /** @type {Map<string, Pane>} */
    this.panes = new Map();
    this.empty = h('p', { class: 'deck-empty' }, 'Подключаюсь к демо…');
    el.append(this.empty);
    this.sight = new IntersectionObserver(
      (entries) => {
        for (const { target, isIntersecting } of entries) {
          const pane = this.panes.get(target.dataset.pane);
          if (!pane) continue;
          pane.isVisible = isIntersecting;
          pane.markSeen();
        }
      },
      { threshold: 0.5 },
    );
    NARROW.addEventListener('change', () => app.refresh());
    document.addEventListener('visibilitychange', () => this.panes.forEach((pane) => pane.markSeen()));
    document.addEventListener('keydown', (event) => this.#onKey(event));
  }

  /** @param {any} state @param {any} prefs */
  update(state, prefs) {
    const slots = panesOf(state);
    for (const [key, pane] of this.panes) {
      if (slots.some((slot) => slot.key === key)) continue;
      this.sight.unobserve(pane.el);
      pane.el.remove();
      this.panes.delete(key);
    }
    const shown = shownKeys(slots, prefs);
    slots.forEach((slot, index) => {
      const pane = this.panes.get(slot.key) ?? this.#make(slot);
      if (this.el.children[index] !== pane.el) this.el.insertBefore(pane.el, this.el.children[index] ?? null);
      pane.el.hidden = !shown.has(slot.key);
      pane.update(slot, state, prefs);
    });
    this.empty.hidden = shown.size > 0;
    setText(
      this.empty,
      slots.length ? 'Все скрыты. Выберите человека вверху.' : 'Здесь пока никого. Добавьте человека вверху.',
    );
    if (this.wanted && this.panes.has(this.wanted)) {
      this.#scrollTo(this.wanted);
      this.wanted = null;
    }
  }

  /** Shows a pane and goes to it, at once or as soon as it is there. */
  reveal(key) {
    const { hidden } = this.app.prefs.get();
    this.wanted = key;
    this.app.prefs.dispatch({ active: key, hidden: hidden.filter((other) => other !== key) });
    this.app.refresh();
  }

  isInSight(key) {
    return this.panes.get(key)?.isVisible ?? false;
  }

  #make(slot) {
    const pane = new Pane(this.app, slot.key, slot);
    this.panes.set(slot.key, pane);
    this.sight.observe(pane.el);
    return pane;
  }

  #scrollTo(key) {
    const { el } = this.panes.get(key);
    const calm = matchMedia('(prefers-reduced-motion: reduce)').matches;
    el.scrollIntoView({ behavior: calm ? 'instant' : 'smooth', inline: 'nearest', block: 'nearest' });
    el.focus({ preventScroll: true });
  }

  /** Alt+1…9 goes to a pane. */
  #onKey(event) {
    const digit = /^Digit([1-9])$/.exec(event.code)?.[1];
    if (!event.altKey || event.ctrlKey || event.metaKey || !digit) return;
    const slot = panesOf(this.app.store.get())[digit - 1];
    if (!slot) return;
    event.preventDefault();
    this.reveal(slot.key);
  }
}

/** @returns {Set<string>} */
export function shownKeys(slots, prefs) {
  const keys = slots.map((slot) => slot.key);
  if (NARROW.matches) return new Set(keys.includes(prefs.active) ? [prefs.active] : keys.slice(0, 1));
  return new Set(keys.filter((key) => !prefs.hidden.includes(key)));
}
