// Lines to put in order: buttons move a line up or down and number them all anew. Without them, the numbers do.
{
  const linesOf = (list) => [...list.querySelectorAll("[data-item]")];

  const move = (list, line, step) => {
    const lines = linesOf(list);
    const other = lines[lines.indexOf(line) + step];
    if (!other) return;
    if (step < 0) other.before(line);
    else other.after(line);
    linesOf(list).forEach((each, place) => {
      each.querySelector("select").value = String(place + 1);
    });
    line.querySelector("select").dispatchEvent(new Event("change", { bubbles: true }));
  };

  for (const list of document.querySelectorAll("[data-ordering]")) {
    const numbered = (line) => Number(line.querySelector("select").value) || linesOf(list).length + 1;
    for (const line of linesOf(list).sort((one, two) => numbered(one) - numbered(two))) list.append(line);
    for (const moves of list.querySelectorAll("[data-moves]")) moves.hidden = false;
    list.addEventListener("click", ({ target }) => {
      const button = target.closest("[data-move]");
      if (!button) return;
      move(list, button.closest("[data-item]"), Number(button.dataset.move));
      button.focus();
    });
  }
}
