// Says whether an answer is being saved, is saved, or failed. The words are in the page.
// A failure stays on screen until that same answer is saved, whatever else succeeds.
{
  const scopes = new WeakMap();

  const scopeOf = (element) => {
    const root = element.closest?.("[data-save-scope]") ?? document;
    if (!scopes.has(root)) scopes.set(root, { root, pending: new Map(), failed: new Set() });
    return scopes.get(root);
  };

  const show = ({ root, pending, failed }) => {
    const state = pending.size ? "saving" : failed.size ? "failed" : "saved";
    for (const words of root.querySelectorAll("[data-save-state] [data-state]")) {
      words.hidden = words.dataset.state !== state;
    }
  };

  const keyOf = (element) => element.name || element;

  document.addEventListener("htmx:beforeRequest", ({ detail }) => {
    const scope = scopeOf(detail.elt);
    if (!scope.root.querySelector("[data-save-state]")) return;
    scope.pending.set(keyOf(detail.elt), detail.xhr);
    show(scope);
  });

  document.addEventListener("htmx:afterRequest", ({ detail }) => {
    const scope = scopeOf(detail.elt);
    const key = keyOf(detail.elt);
    if (scope.pending.get(key) !== detail.xhr) return;
    scope.pending.delete(key);
    if (detail.successful) scope.failed.delete(key);
    else scope.failed.add(key);
    show(scope);
  });
}
