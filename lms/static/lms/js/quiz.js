// A quiz whose answers are saved one by one: says why a save failed and what to do, sends it again once the
// reader or the connection is back, and lets no link or button overtake an answer that is on its way.
{
  const sheet = document.querySelector("[data-quiz]");
  const failed = new Set();
  let waiting = 0;
  let held = null;

  const token = () => document.cookie.match(/(?:^|; )csrftoken=([^;]+)/)?.[1];

  const reasonFor = (status) => (status === 401 || status === 403 ? "signed-out" : status === 409 ? "refused" : "lost");

  const tell = (question, xhr) => {
    const reason = reasonFor(xhr.status);
    for (const words of question.querySelectorAll("[data-reason]")) {
      words.hidden = words.dataset.reason !== reason;
      if (reason === "refused" && !words.hidden) words.textContent = xhr.responseText;
    }
  };

  const sendAgain = () => {
    for (const question of [...failed]) question.dispatchEvent(new Event("change", { bubbles: true }));
  };

  const release = () => {
    const act = held;
    held = null;
    if (act && !failed.size) act();
  };

  const hold = (event, act) => {
    if (!waiting) return;
    event.preventDefault();
    held = act;
  };

  const watch = () => {
    sheet.addEventListener("htmx:configRequest", ({ detail }) => {
      if (token()) detail.parameters.csrfmiddlewaretoken = token();
    });
    // Counted from the change itself, since a save may wait for the one before it.
    sheet.addEventListener("change", () => {
      if (window.htmx) waiting += 1;
    });
    sheet.addEventListener("htmx:afterRequest", ({ detail }) => {
      waiting -= 1;
      if (detail.successful) failed.delete(detail.elt);
      else {
        failed.add(detail.elt);
        tell(detail.elt, detail.xhr);
      }
      if (!waiting) release();
    });
    sheet.addEventListener("submit", (event) => {
      if (token()) sheet.elements.csrfmiddlewaretoken.value = token();
      hold(event, () => sheet.requestSubmit(event.submitter));
    });
    document.addEventListener("click", (event) => {
      const link = event.target.closest?.("a[href]");
      if (link && !event.ctrlKey && !event.metaKey && !event.shiftKey) hold(event, () => location.assign(link.href));
    });
    window.addEventListener("focus", sendAgain);
    window.addEventListener("online", sendAgain);
  };

  if (sheet) watch();
}
