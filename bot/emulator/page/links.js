/** Which addresses may be opened, and which of them lead back to the bot. Pure. */

const SCHEMES = new Set(['http:', 'https:', 'mailto:', 'tel:', 'tg:']);
const HOSTS = new Set(['t.me', 'telegram.me', 'www.t.me']);

/** @returns {URL|null} null for what is no address or must not be opened (`javascript:` and the like) */
export function safeUrl(address) {
  const full =
    /^[a-z][a-z0-9+.-]*:/i.test(address) && !/^[\w.-]+:\d/.test(address) ? address : `https://${address}`;
  try {
    const url = new URL(full);
    return SCHEMES.has(url.protocol) ? url : null;
  } catch {
    return null;
  }
}

/**
 * The payload of a link that opens this bot; '' when it opens it plainly; null for any other link.
 * @param {string} address
 * @param {string} username the bot's
 */
export function startPayload(address, username) {
  const url = safeUrl(address);
  if (!url || !username) return null;
  const isResolve = url.protocol === 'tg:' && /^(\/\/)?resolve/.test(url.href.slice(3));
  const target = isResolve
    ? url.searchParams.get('domain')
    : HOSTS.has(url.hostname)
      ? url.pathname.split('/')[1]
      : null;
  if (target?.toLowerCase() !== username.toLowerCase()) return null;
  return url.searchParams.get('start') ?? '';
}
