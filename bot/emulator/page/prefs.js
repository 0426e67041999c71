/** What the viewer of the page chose: kept in the browser, and never needed. */

import { createStore } from './store.js';

const KEY = 'sferum-guide-demo';
const KEPT = ['theme', 'hidden', 'active', 'logOpen'];

const initial = {
  /** @type {'auto'|'light'|'dark'} */
  theme: 'auto',
  /** @type {string[]} keys of hidden panes */
  hidden: [],
  /** @type {string|null} the pane shown on a narrow screen */
  active: null,
  logOpen: false,
  /** @type {Record<string, number>} the last message seen in each pane */
  seen: {},
};

export function createPrefs() {
  const prefs = createStore((state, change) => ({ ...state, ...change }), { ...initial, ...load() });
  prefs.watch((state) => {
    try {
      localStorage.setItem(KEY, JSON.stringify(Object.fromEntries(KEPT.map((key) => [key, state[key]]))));
    } catch {
      // private mode: nothing is kept
    }
  });
  return prefs;
}

function load() {
  try {
    const kept = JSON.parse(localStorage.getItem(KEY) ?? '{}');
    return Object.fromEntries(KEPT.filter((key) => key in kept).map((key) => [key, kept[key]]));
  } catch {
    return {};
  }
}

const DARK = matchMedia('(prefers-color-scheme: dark)');

export const isDark = (theme) => (theme === 'auto' ? DARK.matches : theme === 'dark');

/** Holds `data-theme` on the page to what was chosen, or to what the system says. */
export function followTheme(prefs) {
  const apply = () => {
    document.documentElement.dataset.theme = isDark(prefs.get().theme) ? 'dark' : 'light';
  };
  prefs.watch(apply);
  DARK.addEventListener('change', apply);
  apply();
}
