/** A refusal of the server; status 0 when nobody answered. */
export class Problem extends Error {
  constructor(status, code, detail, field, retryAfter) {
    super(detail);
    this.status = status;
    this.code = code;
    this.field = field;
    this.retryAfter = retryAfter;
  }

  /** Whether the same request may succeed later. */
  get passing() {
    return passing(this.code);
  }
}

/** Whether what was refused with this code may succeed later. */
export const passing = code => ['rate_limited', 'unavailable', 'internal'].includes(code);

const PATIENCE_MS = 15_000;

/**
 * Asks the gateway; resolves to the answer's JSON, rejects with a Problem.
 *
 * @param body an object goes as JSON, a Blob as it is
 */
export async function request(method, path, { body, token, headers = {} } = {}) {
  const sent = { ...headers };
  if (token) sent.Authorization = `Bearer ${token}`;
  const binary = body instanceof Blob;
  if (body) sent['Content-Type'] = binary ? body.type : 'application/json';
  try {
    const answer = await fetch(path, {
      method,
      headers: sent,
      body: binary ? body : body && JSON.stringify(body),
      cache: 'no-store',
      signal: AbortSignal.timeout(PATIENCE_MS),
    });
    const text = await answer.text();
    const json = answer.headers.get('Content-Type')?.includes('json') && text ? JSON.parse(text) : {};
    if (answer.ok) return json;
    throw new Problem(
      answer.status,
      json.code ?? (answer.status < 500 ? 'bad_request' : 'unavailable'),
      json.detail ?? `The server answered ${answer.status}.`,
      json.field,
      json.retry_after_ms,
    );
  } catch (failure) {
    if (failure instanceof Problem) throw failure;
    throw new Problem(0, 'unavailable', 'The server cannot be reached.');
  }
}
