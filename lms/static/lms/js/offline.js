// Tells the service worker to keep the lesson or job aid on screen, for whoever is signed in; sign-out forgets what is
// kept in this browser, answers of the attempt among it.
{
  const KEEPS = /^\/(fr|ar)\/(lecons\/[^/]+|bibliotheque\/indices\/aide-memoire)\/$/;
  const OURS = "rempart-";
  const leave = document.querySelector('form[action$="/accounts/logout/"]');

  const tell = async (message) => {
    const { active } = await navigator.serviceWorker.ready;
    return new Promise((done) => {
      const { port1, port2 } = new MessageChannel();
      port1.onmessage = done;
      setTimeout(done, 1000);
      active.postMessage(message, [port2]);
    });
  };

  const parts = () => [
    ...[...document.querySelectorAll('link[rel="stylesheet"], link[rel="icon"]')].map((each) => each.href),
    ...[...document.querySelectorAll("script[src], main img[src]")].map((each) => each.src),
  ];

  const forget = async () => {
    for (const store of [localStorage, sessionStorage]) {
      for (const key of Object.keys(store)) if (key.startsWith(OURS)) store.removeItem(key);
    }
    if (await navigator.serviceWorker?.getRegistration("/")) await tell({ forget: true });
  };

  if (leave && "serviceWorker" in navigator) {
    navigator.serviceWorker.register("/sw.js", { scope: "/" }).catch(() => undefined);
    if (KEEPS.test(location.pathname)) tell({ page: location.href, parts: parts() });
  }

  for (const form of document.querySelectorAll('form[action$="/accounts/logout/"]')) {
    form.addEventListener("submit", (event) => {
      if (form.dataset.forgotten) return;
      event.preventDefault();
      forget().finally(() => {
        form.dataset.forgotten = "yes";
        form.requestSubmit();
      });
    });
  }
}
