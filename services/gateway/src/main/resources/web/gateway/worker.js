/** Keeps the page itself, so that a reload works without a network. What users wrote is kept by the page. */
const CACHE = 'page';
const PATIENCE_MS = 4000;
const IMPORT = /(?:from|import) '(\.[^']+)'|(?:href|src)="(\/app\/[^"]+)"/g;

/** Takes a file and all that it names: the page has no list of its files that could be forgotten. */
async function take(cache, url, seen) {
  if (seen.has(url)) return;
  seen.add(url);
  const answer = await fetch(url, { cache: 'no-cache' });
  if (!answer.ok) throw new Error(`${url} is ${answer.status}`);
  await cache.put(url, answer.clone());
  if (!/html|javascript/.test(answer.headers.get('Content-Type'))) return;
  const text = await answer.text();
  const named = [...text.matchAll(IMPORT)].map(([, module, file]) => new URL(module ?? file, new URL(url, location.origin)).pathname);
  await Promise.all(named.map(each => take(cache, each, seen)));
}

/** The file as it is now, or as it was when there was a network. */
async function answered(request) {
  const cache = await caches.open(CACHE);
  const path = new URL(request.url).pathname;
  try {
    const answer = await fetch(request, { signal: AbortSignal.timeout(PATIENCE_MS) });
    if (answer.ok) await cache.put(path, answer.clone());
    return answer;
  } catch (failure) {
    const kept = await cache.match(path);
    if (kept) return kept;
    throw failure;
  }
}

const isPage = path => path === '/' || path.startsWith('/app/') || path.startsWith('/v1/avatars/');

addEventListener('install', event => {
  skipWaiting();
  event.waitUntil(caches.open(CACHE).then(cache => take(cache, '/', new Set())));
});

addEventListener('activate', event => event.waitUntil(clients.claim()));

addEventListener('fetch', event => {
  const { request } = event;
  const url = new URL(request.url);
  if (request.method !== 'GET' || url.origin !== location.origin || !isPage(url.pathname)) return;
  event.respondWith(answered(request));
});

addEventListener('notificationclick', event => {
  event.notification.close();
  event.waitUntil(clients.matchAll({ type: 'window' }).then(([page]) => (page ? page.focus() : clients.openWindow('/'))));
});
