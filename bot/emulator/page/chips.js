/** People and groups at the top: who is shown, who has something unread. */

import { attribute, avatar, h, icon, setText } from './dom.js';
import { NARROW, shownKeys } from './deck.js';
import { fullName, plural } from './format.js';
import { addGroup, addPerson } from './forms.js';
import { openMenu } from './menu.js';
import { panesOf, unreadOf } from './state.js';

export class Chips {
  /** @param {HTMLElement} el @param {any} app */
  constructor(el, app) {
    this.el = el;
    this.app = app;
    this.chips = new Map();
    this.list = h('div', { class: 'chips-list' });
    const add = h(
      'button',
      {
        type: 'button',
        class: 'chip is-add',
        'aria-haspopup': 'menu',
        'aria-label': 'Добавить',
        title: 'Добавить человека или группу',
        onclick: () =>
          openMenu(add, [
            {
              icon: 'person',
              text: 'Добавить человека',
              run: () => addPerson((made) => app.reveal(String(made.id))),
            },
            { icon: 'group', text: 'Создать группу', run: () => addGroup(app) },
          ]),
      },
      icon('plus'),
    );
    el.append(this.list, add);
    el.addEventListener('keydown', (event) => this.#walk(event));
  }

  update(state, prefs) {
    const slots = panesOf(state);
    const shown = shownKeys(slots, prefs);
    for (const [key, chip] of this.chips) {
      if (slots.some((slot) => slot.key === key)) continue;
      chip.el.remove();
      this.chips.delete(key);
    }
    slots.forEach((slot, index) => {
      const chip = this.chips.get(slot.key) ?? this.#make(slot);
      if (this.list.children[index] !== chip.el)
        this.list.insertBefore(chip.el, this.list.children[index] ?? null);
      const unread = unreadOf(slot.chat, prefs.seen, state.bot.id);
      const isShown = shown.has(slot.key);
      const [first, last] = slot.person
        ? [slot.person.first_name, slot.person.last_name]
        : [nameOf(slot), ''];
      setText(chip.name, first);
      setText(chip.last, last ? ` ${last}` : '');
      setText(chip.note, slot.person ? (slot.person.note ?? '') : 'группа');
      setText(chip.badge, String(unread));
      chip.badge.hidden = unread === 0;
      attribute(
        chip.badge,
        'aria-label',
        plural(unread, 'новое сообщение', 'новых сообщения', 'новых сообщений'),
      );
      attribute(chip.el, 'aria-pressed', String(isShown));
      attribute(chip.el, 'data-blocked', slot.person?.blocked);
      if (isShown && NARROW.matches && this.active !== slot.key) {
        this.active = slot.key;
        chip.el.scrollIntoView({ inline: 'center', block: 'nearest' });
      }
    });
  }

  #make(slot) {
    const name = h('span');
    const last = h('span', { class: 'chip-last' });
    const note = h('span', { class: 'chip-note' });
    const badge = h('span', { class: 'badge', hidden: true });
    const el = h(
      'button',
      { type: 'button', class: 'chip', 'data-chip': slot.key, onclick: () => this.#press(slot.key) },
      avatar(nameOf(slot), slot.key, !slot.person),
      h('span', { class: 'chip-words' }, h('b', {}, name, last), note),
      badge,
    );
    const chip = { el, name, last, note, badge };
    this.chips.set(slot.key, chip);
    return chip;
  }

  /** Hides what is in sight; goes to what is not. */
  #press(key) {
    const { app } = this;
    const isInSight = app.deck.isInSight(key);
    if (isInSight && !NARROW.matches) app.hide(key);
    else app.reveal(key);
  }

  #walk(event) {
    const step = { ArrowLeft: -1, ArrowRight: 1 }[event.key];
    if (!step) return;
    const all = [...this.el.querySelectorAll('.chip')];
    all[all.indexOf(document.activeElement) + step]?.focus();
  }
}

const nameOf = (slot) => (slot.person ? fullName(slot.person) : (slot.chat.title ?? 'Группа'));
