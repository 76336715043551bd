// A double click sends a form once: the second would find it done, and say that nothing was changed.
(() => {
  "use strict";

  const PATIENCE = 10000; // for an answer; after that one may try again

  const sent = new WeakMap();
  document.addEventListener("submit", (event) => {
    if (event.defaultPrevented || event.target.method !== "post") return;
    const before = sent.get(event.target);
    if (before && event.timeStamp - before < PATIENCE) event.preventDefault();
    else sent.set(event.target, event.timeStamp);
  });
  // A page that one comes back to is as new.
  addEventListener("pageshow", (event) => {
    if (event.persisted) for (const form of document.forms) sent.delete(form);
  });
})();
