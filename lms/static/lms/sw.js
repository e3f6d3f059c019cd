// Keeps two pages for when the network is away: the lesson opened last and the job aid of indicators, with the style
// sheet, script and pictures they are drawn with. Nothing else: no list, no quiz, no result. Sign-out empties it.
const KEPT = "rempart-kept";
const LESSON = /^\/(fr|ar)\/lecons\/[^/]+\/$/;
const AID = /^\/(fr|ar)\/bibliotheque\/indices\/aide-memoire\/$/;
const STATIC = "/static/";
const PICTURE = "/media/images/";

const isKept = ({ pathname }) => LESSON.test(pathname) || AID.test(pathname);
const isPart = ({ pathname }) => pathname.startsWith(STATIC) || pathname.startsWith(PICTURE);

// The page alone is the key: a language switch and a search leave their mark in the address.
const pageOf = (url) => `${url.origin}${url.pathname}`;

const keep = async (url, parts) => {
  const cache = await caches.open(KEPT);
  if (LESSON.test(url.pathname)) {
    for (const request of await cache.keys()) {
      const other = new URL(request.url);
      if (LESSON.test(other.pathname) && pageOf(other) !== pageOf(url)) await cache.delete(request);
    }
  }
  const page = await fetch(pageOf(url), { credentials: "same-origin" });
  if (!page.ok || page.redirected) return;
  await cache.put(pageOf(url), page);
  for (const part of parts.map((each) => new URL(each)).filter((each) => isPart(each) && each.origin === url.origin)) {
    if (!(await cache.match(part.href))) await cache.add(part.href).catch(() => undefined);
  }
};

const fromNetworkFirst = async (request) => {
  try {
    return await fetch(request);
  } catch (away) {
    const url = new URL(request.url);
    const kept = await (await caches.open(KEPT)).match(isKept(url) ? pageOf(url) : url.href);
    if (kept) return kept;
    throw away;
  }
};

self.addEventListener("install", () => self.skipWaiting());
self.addEventListener("activate", (event) => event.waitUntil(self.clients.claim()));

self.addEventListener("fetch", (event) => {
  const url = new URL(event.request.url);
  if (event.request.method !== "GET" || url.origin !== self.location.origin) return;
  if (isPart(url) || (event.request.mode === "navigate" && isKept(url))) event.respondWith(fromNetworkFirst(event.request));
});

self.addEventListener("message", (event) => {
  const { forget, page, parts } = event.data;
  const done = forget ? caches.delete(KEPT) : isKept(new URL(page)) ? keep(new URL(page), parts) : Promise.resolve();
  event.waitUntil(done.catch(() => undefined).then(() => event.ports[0]?.postMessage("done")));
});
