// What goes on meanwhile: a part of the page that names its address is fetched again until it names none.
// Without this script a link asks for the page once more.
{
  const PAUSE = 3000;

  const again = async () => {
    const part = document.querySelector("[data-live]");
    if (!part?.dataset.live) return;
    try {
      const response = await fetch(part.dataset.live, { credentials: "same-origin" });
      const page = new DOMParser().parseFromString(await response.text(), "text/html");
      const fresh = response.ok && page.querySelector("[data-live]");
      if (fresh) {
        const held = part.contains(document.activeElement);
        part.replaceWith(document.adoptNode(fresh));
        if (held) fresh.querySelector("a")?.focus();
      }
    } catch {
      // The network is away: the next turn asks again.
    }
    setTimeout(again, PAUSE);
  };

  if (document.querySelector("[data-live]")) setTimeout(again, PAUSE);
}
