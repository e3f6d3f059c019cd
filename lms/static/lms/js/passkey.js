// allauth's passkey scripts tell failures by an event only; this shows the sentence that waits in the page.
document.addEventListener("allauth.error", () => {
  for (const notice of document.querySelectorAll("[data-passkey-failed]")) notice.hidden = false;
});
