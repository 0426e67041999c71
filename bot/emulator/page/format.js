/** Times, counts and sizes in Russian. Pure. */

const ZONE = 'Europe/Moscow';
const part = (options) => new Intl.DateTimeFormat('ru-RU', { timeZone: ZONE, ...options });
const TIME = part({ hour: '2-digit', minute: '2-digit' });
const SECONDS = part({ hour: '2-digit', minute: '2-digit', second: '2-digit' });
const DAY = part({ day: 'numeric', month: 'long' });
const NBSP = '\u00a0';

/** @param {number} seconds Unix time */
export const timeText = (seconds) => TIME.format(seconds * 1000);
export const secondsText = (seconds) => SECONDS.format(seconds * 1000);
export const dayText = (seconds) => DAY.format(seconds * 1000).replace(' ', NBSP);
export const clockText = (seconds) => `${dayText(seconds)}, ${timeText(seconds)}`;

/** `plural(5, 'учитель', 'учителя', 'учителей')` → «5 учителей». */
export function plural(count, one, few, many) {
  const tens = count % 100;
  const units = count % 10;
  const usual = tens < 11 || tens > 14;
  const word = usual && units === 1 ? one : usual && units >= 2 && units <= 4 ? few : many;
  return `${count}${NBSP}${word}`;
}

/** What the bot sends of its own accord, in a line. @param {any} delivery see CONTRACT.md */
export function deliveryText({ due, sent, flood, down, blocked, failed, next }) {
  const parts = [`ждут отправки ${due}`, `ушло ${sent}`];
  if (flood) parts.push(`мессенджер просит подождать ${flood}${NBSP}с`);
  if (down) parts.push('связи нет');
  if (blocked) parts.push(`заблокировали бота ${blocked}`);
  if (failed) parts.push(`не дошло или неясно ${failed}`);
  parts.push(next ? `следующее — ${clockText(next)}` : 'впереди ничего');
  return `Бот пишет сам: ${parts.join(' · ')}`;
}

export function sizeText(bytes) {
  if (!Number.isFinite(bytes)) return '';
  if (bytes < 1024) return `${bytes}${NBSP}Б`;
  const [value, unit] = bytes < 1024 ** 2 ? [bytes / 1024, 'КБ'] : [bytes / 1024 ** 2, 'МБ'];
  const digits = value < 10 ? 1 : 0;
  return `${value.toLocaleString('ru-RU', { maximumFractionDigits: digits })}${NBSP}${unit}`;
}

/** @param {{first_name: string, last_name?: string}} person */
export const fullName = (person) => [person.first_name, person.last_name].filter(Boolean).join(' ');
