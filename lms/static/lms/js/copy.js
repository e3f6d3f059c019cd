// A text to pass on is copied by a button, which is hidden where a browser cannot; it may be selected all the same.
{
  if (navigator.clipboard) {
    for (const button of document.querySelectorAll("[data-copy]")) {
      const field = document.getElementById(button.dataset.copy);
      button.hidden = false;
      button.addEventListener("click", async () => {
        await navigator.clipboard.writeText(field.value);
        button.textContent = button.dataset.copied;
        button.setAttribute("role", "status");
      });
    }
  }
}
