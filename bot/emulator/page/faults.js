/** What may go wrong between the bot and the messenger, as switches. */

import { post } from './api.js';
import { h, icon, setText } from './dom.js';
import { place } from './menu.js';

const SWITCHES = [
  { name: 'flood', title: 'Флуд-контроль', hint: 'Мессенджер просит подождать', seconds: 5 },
  { name: 'broken', title: 'Обрыв связи', hint: 'Запросы бота не доходят' },
  { name: 'slow', title: 'Медленные ответы', hint: 'Каждый ответ задерживается', seconds: 3 },
];

export class Faults {
  constructor(app) {
    this.app = app;
    this.badge = h('span', { class: 'badge', hidden: true });
    this.rows = SWITCHES.map((one) => this.#row(one));
    this.panel = h(
      'div',
      { class: 'faults', id: 'faults', popover: 'auto', role: 'group', 'aria-label': 'Помехи' },
      this.rows.map((row) => row.el),
    );
    this.button = h(
      'button',
      { type: 'button', class: 'tool', popovertarget: 'faults', 'aria-haspopup': 'dialog' },
      icon('bolt'),
      h('span', {}, 'Помехи'),
      this.badge,
    );
    this.panel.addEventListener('toggle', (event) => {
      if (event.newState === 'open') place(this.panel, this.button.getBoundingClientRect());
    });
    this.el = h('div', { class: 'faults-box' }, this.button, this.panel);
  }

  get isOpen() {
    return this.panel.matches(':popover-open');
  }

  update(faults) {
    let active = 0;
    for (const { one, check, seconds } of this.rows) {
      const value = faults[one.name];
      check.checked = Boolean(value);
      if (value && seconds && document.activeElement !== seconds) seconds.value = value;
      active += value ? 1 : 0;
    }
    this.badge.hidden = active === 0;
    setText(this.badge, String(active));
  }

  #row(one) {
    const send = () =>
      this.#send({
        [one.name]: one.seconds ? (check.checked ? Number(seconds.value) || one.seconds : 0) : check.checked,
      });
    const check = h('input', { type: 'checkbox', role: 'switch', 'data-fault': one.name, onchange: send });
    const seconds =
      one.seconds &&
      h('input', {
        type: 'number',
        min: 1,
        max: 600,
        value: one.seconds,
        'aria-label': `${one.title}: сколько секунд`,
        onchange: () => check.checked && send(),
      });
    const el = h(
      'div',
      { class: 'fault' },
      h(
        'label',
        { class: 'switch' },
        check,
        h('span', { class: 'fault-words' }, h('b', {}, one.title), h('span', {}, one.hint)),
      ),
      seconds && h('label', { class: 'seconds' }, seconds, 'с'),
    );
    return { one, el, check, seconds };
  }

  async #send(change) {
    try {
      await post('faults', change);
    } catch (error) {
      this.update(this.app.store.get().faults);
      this.app.complain(error.message);
    }
  }
}
