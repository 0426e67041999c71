/** The emulator's server: events in, controls out. */

const RETRY = 1500; // milliseconds

/** What the server refused, in its words. */
export class Refused extends Error {}

/** @param {(event: object) => void} deliver gets the events, and `snapshot` and `connection` of its own */
export function listen(deliver) {
  let waiting = null; // events that came while a snapshot was on its way
  let source = null;

  const send = (event) => deliver({ ...event, received: performance.now() });

  async function takeSnapshot() {
    waiting ??= [];
    try {
      const answer = await fetch('/control/state', { cache: 'no-store' });
      if (!answer.ok) throw new Refused(`HTTP ${answer.status}`);
      send({ type: 'snapshot', snapshot: await answer.json() });
      const late = waiting;
      waiting = null;
      late.forEach(send);
    } catch {
      send({ type: 'connection', connection: 'offline' });
      if (source?.readyState === EventSource.OPEN) setTimeout(takeSnapshot, RETRY);
    }
  }

  function receive(message) {
    const event = JSON.parse(message.data);
    if (event.type === 'hello' || event.type === 'reset') {
      waiting = null;
      takeSnapshot();
      return;
    }
    const seq = Number(message.lastEventId);
    if (message.lastEventId && Number.isFinite(seq)) event.seq = seq;
    if (waiting) waiting.push(event);
    else send(event);
  }

  function connect() {
    source = new EventSource('/control/events');
    source.onmessage = receive;
    source.onerror = () => {
      send({ type: 'connection', connection: 'offline' });
      source.close();
      setTimeout(connect, RETRY);
    };
  }

  connect();
}

/**
 * @param {string} path below `/control/`
 * @param {object|FormData} body
 * @returns {Promise<any>} the answer
 * @throws {Refused} with a text for people
 */
export async function post(path, body) {
  const isForm = body instanceof FormData;
  const headers = { 'X-Emulator': '1' };
  if (!isForm) headers['Content-Type'] = 'application/json';
  let answer;
  try {
    answer = await fetch(`/control/${path}`, {
      method: 'POST',
      headers,
      body: isForm ? body : JSON.stringify(body),
    });
  } catch {
    throw new Refused('Нет связи с демо. Попробуйте ещё раз.');
  }
  const result = await answer.json().catch(() => ({}));
  if (!answer.ok || result.ok === false)
    throw new Refused(result.error ?? `Сервер ответил: ${answer.status}`);
  return result;
}

/** What a person can do; each promise may be refused. */
export const person = (id) => ({
  text: (body) => post(`people/${id}/text`, body),
  tap: (body) => post(`people/${id}/tap`, body),
  edit: (body) => post(`people/${id}/edit`, body),
  forward: (body) => post(`people/${id}/forward`, body),
  start: (payload) => post(`people/${id}/start`, { payload }),
  block: (blocked) => post(`people/${id}/block`, { blocked }),
  /** @param {Blob} file @param {Record<string, unknown>} fields */
  upload(file, name, fields) {
    const form = new FormData();
    for (const [key, value] of Object.entries(fields)) {
      if (value !== undefined && value !== null && value !== '') form.append(key, String(value));
    }
    form.append('file', file, name);
    return post(`people/${id}/upload`, form);
  },
});

export const fileUrl = (fileId) => `/control/file/${encodeURIComponent(fileId)}`;
