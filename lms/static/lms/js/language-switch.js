// The language switch keeps the reader's place: blocks carry the same id in both languages.
{
  const blockAtTop = () => {
    let found = null;
    for (const block of document.querySelectorAll("[data-anchor][id]")) {
      if (block.getBoundingClientRect().top > window.innerHeight / 4) break;
      found = block;
    }
    return window.scrollY > 0 ? found : null;
  };

  const keepPlace = (event) => {
    const link = event.target.closest?.("a[data-language-switch]");
    if (!link) return;
    const address = new URL(link.href);
    address.hash = blockAtTop()?.id ?? "";
    link.href = address.href;
  };

  document.addEventListener("click", keepPlace);
  document.addEventListener("auxclick", keepPlace);
}
