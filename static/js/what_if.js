addEventListener("DOMContentLoaded", () => {
  const form = document.getElementById("tries");
  const line = document.getElementById("trial-line");

  // A line that says that nothing applies takes the ticks from the others of its question, and they take its own.
  form.addEventListener("change", (event) => {
    const touched = event.target;
    if (touched.type !== "checkbox" || !touched.checked) return;
    for (const other of touched.closest(".try").querySelectorAll("input[type=checkbox]")) {
      if (other !== touched && ("alone" in touched.dataset || "alone" in other.dataset)) other.checked = false;
    }
  }, true);

  // A try that fails is said in the line that always stays on the screen; the result of the last good one stays.
  const say = (words) => { line.textContent = words; };
  form.addEventListener("htmx:responseError", (event) => {
    say(event.detail.xhr.status === 429 ? form.dataset.pause : form.dataset.failed);
  });
  form.addEventListener("htmx:sendError", () => say(form.dataset.failed));
  form.addEventListener("htmx:timeout", () => say(form.dataset.failed));
});
