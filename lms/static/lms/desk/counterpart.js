/* The other language beside the editor: the place being written is shown, and marked places are marked in both. */

const panel = () => document.querySelector("[data-desk-counterpart]");
const editorOf = (key) => document.querySelector(`[data-edit-form] [data-contentpath="${CSS.escape(key)}"]`);
const calm = window.matchMedia("(prefers-reduced-motion: reduce)");
const scroll = (element, block) => element.scrollIntoView({ block, behavior: calm.matches ? "auto" : "smooth" });

function openPanel() {
  const toggle = document.querySelector('[data-side-panel-toggle="counterpart"]');
  if (toggle && toggle.getAttribute("aria-expanded") !== "true") toggle.click();
}

function goTo(key) {
  const editor = editorOf(key);
  if (!editor) return;
  scroll(editor, "center");
  const field = editor.querySelector("input:not([type=hidden]), textarea, [contenteditable=true]");
  if (field) field.focus({ preventScroll: true });
}

function follow(event) {
  const shown = panel();
  if (!shown || shown.contains(event.target)) return;
  let editor = event.target.closest("[data-contentpath]");
  while (editor) {
    const place = shown.querySelector(`[data-desk-place="${CSS.escape(editor.dataset.contentpath)}"]`);
    if (place) {
      shown.querySelectorAll(".is-current").forEach((each) => each.classList.remove("is-current"));
      place.classList.add("is-current");
      if (place.offsetParent) scroll(place, "nearest");
      return;
    }
    editor = editor.parentElement && editor.parentElement.closest("[data-contentpath]");
  }
}

function markEditor() {
  const shown = panel();
  if (!shown) return;
  for (const place of shown.querySelectorAll("[data-desk-mark]:not([data-desk-mark=''])")) {
    const editor = editorOf(place.dataset.deskPlace);
    if (!editor || editor.querySelector(":scope > .desk-mark")) continue;
    const mark = document.createElement("p");
    mark.className = "desk-mark desk-mark--editor";
    mark.textContent = shown.dataset[place.dataset.deskMark];
    editor.prepend(mark);
    editor.classList.add("desk-marked");
  }
}

document.addEventListener("focusin", follow);
document.addEventListener("click", (event) => {
  if (event.target.closest("[data-desk-open]")) openPanel();
  const go = event.target.closest("[data-desk-go]");
  if (go) goTo(go.dataset.deskGo);
});
window.addEventListener("load", () => setTimeout(markEditor, 300));
