// Whatever is folded opens for printing and folds again afterwards.
{
  window.addEventListener("beforeprint", () => {
    for (const fold of document.querySelectorAll("main details:not([open])")) {
      fold.dataset.opened = fold.getAttribute("name") ?? "";
      fold.removeAttribute("name");
      fold.open = true;
    }
  });

  window.addEventListener("afterprint", () => {
    for (const fold of document.querySelectorAll("details[data-opened]")) {
      fold.open = false;
      if (fold.dataset.opened) fold.setAttribute("name", fold.dataset.opened);
      delete fold.dataset.opened;
    }
  });
}
