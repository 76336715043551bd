// File fields in the page's own words: the browser's button speaks the browser's language. The field itself stays what
// keyboard, screen reader and dropped files meet; without this script it is shown as it is.
(() => {
  "use strict";

  function dress(box) {
    const field = box.querySelector("input[type=file]");
    const row = document.createElement("div");
    const button = document.createElement("label");
    const chosen = document.createElement("span");
    row.className = "file-row";
    button.className = "file-button";
    button.htmlFor = field.id;
    button.textContent = box.dataset.choose;
    chosen.className = "file-name";
    chosen.id = `${field.id}_chosen`;
    chosen.setAttribute("role", "status");
    field.before(row);
    row.append(button, chosen, field);
    field.className = "file-input";
    field.setAttribute("aria-describedby", `${field.getAttribute("aria-describedby") || ""} ${chosen.id}`.trim());
    const tell = () => {
      chosen.textContent = [...field.files].map((file) => file.name).join(", ") || box.dataset.none;
      row.classList.toggle("is-chosen", field.files.length > 0);
    };
    field.addEventListener("change", tell);
    addEventListener("pageshow", tell); // a page come back to may still hold its file
    tell();
  }

  for (const box of document.querySelectorAll("[data-choose]")) dress(box);
})();
