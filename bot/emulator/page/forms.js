/** New people, new groups, and who opens a link. */

import { person, post } from './api.js';
import { field, openDialog, openForm } from './dialogs.js';
import { avatar, h, icon } from './dom.js';
import { fullName } from './format.js';

/** @param {(person: any) => unknown} then told whom the server made */
export function addPerson(then) {
  openForm(
    'Новый человек',
    [
      field('Имя', 'first_name', { required: true, maxlength: 64, autofocus: true }),
      field('Фамилия', 'last_name', { maxlength: 64 }),
      field('Кто это', 'note', { maxlength: 64, placeholder: 'Например, учитель' }),
    ],
    'Добавить',
    async (form) => {
      const { person: made } = await post('people', filled(form));
      await then(made);
    },
  );
}

export function addGroup(app) {
  const people = app.store.get().people;
  openForm(
    'Новая группа',
    [
      field('Название', 'title', { required: true, maxlength: 128, autofocus: true }),
      h(
        'fieldset',
        { class: 'field' },
        h('legend', {}, 'Участники'),
        people.map((one) => tick(fullName(one), 'members', one.id, true)),
      ),
      tick('Группа с темами', 'is_forum', '1'),
    ],
    'Создать',
    async (form) => {
      const { chat } = await post('groups', {
        title: form.get('title'),
        members: form.getAll('members').map(Number),
        is_forum: form.has('is_forum'),
      });
      app.reveal(String(chat.id));
    },
  );
}

const tick = (label, name, value, isOn = false) =>
  h(
    'label',
    { class: 'tick' },
    h('input', { type: 'checkbox', name, value, checked: isOn }),
    h('span', {}, label),
  );

/** «Открыть как…»: somebody follows a link to the bot. */
export function chooseStarter(app, payload) {
  const start = async (one) => {
    app.reveal(String(one.id));
    await person(one.id).start(payload);
  };
  openDialog('Открыть как…', (close) => {
    const choose = (one) => {
      close();
      start(one).catch((error) => app.notify(one.id, error.message, { kind: 'error' }));
    };
    const choices = app.store
      .get()
      .people.map((one) =>
        h(
          'button',
          { type: 'button', class: 'choice', 'data-starter': one.id, onclick: () => choose(one) },
          avatar(fullName(one), one.id),
          h(
            'span',
            { class: 'choice-words' },
            h('b', {}, fullName(one)),
            one.note && h('span', {}, one.note),
          ),
        ),
      );
    const another = h(
      'button',
      {
        type: 'button',
        class: 'choice',
        onclick: () => {
          close();
          addPerson(start);
        },
      },
      h('span', { class: 'avatar is-plus' }, icon('plus')),
      h('span', { class: 'choice-words' }, h('b', {}, 'Новый человек')),
    );
    return [
      h('p', { class: 'hint' }, payload ? 'Кто перейдёт по этой ссылке?' : 'Кто откроет бота?'),
      h('div', { class: 'choices' }, choices, another),
    ];
  });
}

const filled = (form) => Object.fromEntries([...form].filter(([, value]) => String(value).trim()));
