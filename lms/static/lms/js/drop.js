// A file may be dropped on its form, which then goes off by itself; without this script it is chosen and sent.
{
  for (const form of document.querySelectorAll("form[data-drop]")) {
    const field = form.querySelector("input[type=file]");
    form.querySelector("[data-drop-hint]").hidden = false;

    form.addEventListener("dragover", (event) => {
      event.preventDefault();
      form.classList.add("drop--over");
    });

    form.addEventListener("dragleave", () => form.classList.remove("drop--over"));

    form.addEventListener("drop", (event) => {
      event.preventDefault();
      form.classList.remove("drop--over");
      if (!event.dataTransfer.files.length) return;
      field.files = event.dataTransfer.files;
      form.requestSubmit();
    });
  }
}
