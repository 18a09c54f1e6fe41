/** A refusal of the server; status 0 when nobody answered. */
export class Problem extends Error {
  constructor(status, code, detail) {
    super(detail);
    this.status = status;
    this.code = code;
  }

  /** Whether the same request may succeed later. */
  get passing() {
    return passing(this.code);
  }
}

/** Whether what was refused with this code may succeed later. */
export const passing = code => ['rate_limited', 'unavailable', 'internal'].includes(code);

/** Asks the gateway; resolves to the answer's JSON, rejects with a Problem. */
export async function request(method, path, { body, token } = {}) {
  const headers = {};
  if (token) headers.Authorization = `Bearer ${token}`;
  if (body) headers['Content-Type'] = 'application/json';
  try {
    const answer = await fetch(path, {
      method,
      headers,
      body: body && JSON.stringify(body),
      cache: 'no-store',
      signal: AbortSignal.timeout(15_000),
    });
    const text = await answer.text();
    const json = answer.headers.get('Content-Type')?.includes('json') && text ? JSON.parse(text) : {};
    if (answer.ok) return json;
    throw new Problem(
      answer.status,
      json.code ?? (answer.status < 500 ? 'bad_request' : 'unavailable'),
      json.detail ?? `The server answered ${answer.status}.`,
    );
  } catch (failure) {
    if (failure instanceof Problem) throw failure;
    throw new Problem(0, 'unavailable', 'The server cannot be reached.');
  }
}

/** A UUIDv7. Made here because crypto.randomUUID is missing where a page came without TLS. */
export function uuid() {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  let now = Date.now();
  for (let i = 5; i >= 0; i--) {
    bytes[i] = now % 256;
    now = Math.floor(now / 256);
  }
  bytes[6] = (bytes[6] & 0x0f) | 0x70;
  bytes[8] = (bytes[8] & 0x3f) | 0x80;
  const hex = Array.from(bytes, byte => byte.toString(16).padStart(2, '0')).join('');
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
}
