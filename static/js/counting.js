// A field with a limit of characters says how many are used once it is nearly full; before that nobody needs to know.
// Without this script the field still ends at its limit, and the server says so.
(() => {
  "use strict";

  const NEARLY_FULL = 0.8;

  function count(field) {
    const used = field.value.length;
    const most = field.maxLength;
    let shown = field.nextElementSibling;
    if (!shown || !shown.matches(".room")) {
      if (used < most * NEARLY_FULL) return;
      shown = document.createElement("output");
      shown.className = "room";
      if (field.id) shown.htmlFor = field.id;
      field.after(shown);
    }
    shown.hidden = used < most * NEARLY_FULL;
    shown.value = `${used}/${most}`;
    shown.classList.toggle("is-full", used >= most);
  }

  document.addEventListener("input", (event) => {
    if (event.target.matches("textarea[maxlength]")) count(event.target);
  });
})();
