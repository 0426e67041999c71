/** Dialogs over the page, and alerts inside one pane. */

import { h, iconButton } from './dom.js';

/**
 * @param {string} title
 * @param {(close: () => void) => unknown[]} fill what stands in the dialog
 * @param {string} [className]
 */
export function openDialog(title, fill, className = '') {
  const dialog = h('dialog', { class: `dialog ${className}`, 'aria-label': title });
  const close = () => dialog.close();
  dialog.append(
    h(
      'div',
      { class: 'dialog-head' },
      h('h2', {}, title),
      iconButton('close', 'Закрыть', { onclick: close }),
    ),
    h('div', { class: 'dialog-body' }, fill(close)),
  );
  dialog.addEventListener('close', () => dialog.remove());
  dialog.addEventListener('click', (event) => {
    if (event.target === dialog) close();
  });
  document.body.append(dialog);
  dialog.showModal();
  return dialog;
}

export function openPicture(url, alt) {
  openDialog(
    'Картинка',
    () => [h('img', { src: url, alt }), h('a', { class: 'button', href: url, download: true }, 'Скачать')],
    'is-picture',
  );
}

/**
 * An alert of the bot: covers its pane until it is read.
 * @param {HTMLElement} pane
 * @param {string} text
 * @param {() => void} restore puts the focus back to where it was
 */
export function showAlert(pane, text, restore) {
  const others = [...pane.children].filter((node) => !node.inert);
  const button = h('button', { type: 'button', class: 'button is-main' }, 'Понятно');
  const box = h(
    'div',
    { class: 'alert-veil', role: 'alertdialog', 'aria-modal': 'true', 'aria-label': 'Сообщение бота' },
    h('div', { class: 'alert' }, h('p', {}, text), button),
  );
  const close = () => {
    box.remove();
    for (const node of others) node.inert = false;
    restore();
  };
  button.addEventListener('click', close);
  box.addEventListener('keydown', (event) => {
    if (event.key === 'Escape') close();
    if (event.key === 'Tab') event.preventDefault();
  });
  for (const node of others) node.inert = true;
  pane.append(box);
  button.focus({ preventScroll: true });
}

/** A form in a dialog; it closes when `submit` did not refuse. */
export function openForm(title, fields, action, submit) {
  return openDialog(title, (close) => {
    const problem = h('p', { class: 'problem', role: 'alert', hidden: true });
    const form = h(
      'form',
      { class: 'form' },
      fields,
      problem,
      h('button', { class: 'button is-main' }, action),
    );
    form.addEventListener('submit', async (event) => {
      event.preventDefault();
      try {
        await submit(new FormData(form));
        close();
      } catch (error) {
        problem.textContent = error.message;
        problem.hidden = false;
      }
    });
    return [form];
  });
}

export const field = (label, name, props = {}) =>
  h('label', { class: 'field' }, h('span', {}, label), h('input', { name, autocomplete: 'off', ...props }));
