// Keeps every answer: says when it is saved, tries again when the network failed, warns before unsaved work is left.
(() => {
  "use strict";
  const form = document.getElementById("answers");
  const state = document.getElementById("save-state");
  const unsaved = new Set();
  const FIRST_WAIT = 2000;
  const LONGEST_WAIT = 60000;
  const QUIET = 5000; // a screen reader hears at most one line in this time
  let wait = FIRST_WAIT;
  let timer = 0;
  let saidAt = -QUIET;
  let saying = 0;
  let leaving = false;

  const cardOf = (element) => element.closest("[data-item]");
  const find = (item) => form.querySelector(`[data-item="${CSS.escape(item)}"]`);

  function say(text, failed) {
    clearTimeout(saying);
    saying = setTimeout(() => {
      saidAt = performance.now();
      state.textContent = text;
      state.classList.toggle("is-failed", failed);
    }, Math.max(0, saidAt + QUIET - performance.now()));
  }

  function mark(item, text, failed) {
    const line = find(item)?.querySelector(".card-saved");
    if (!line) return;
    line.textContent = text;
    line.classList.toggle("is-failed", failed);
    line.classList.toggle("is-unfinished", !failed);
  }

  function retry() {
    clearTimeout(timer);
    timer = 0;
    for (const item of [...unsaved]) {
      const card = find(item);
      if (card) htmx.trigger(card, "retry");
    }
  }

  function retryLater(item) {
    mark(item, state.dataset.failed, true);
    say(state.dataset.failed, true);
    if (timer) return;
    timer = setTimeout(retry, wait);
    wait = Math.min(wait * 2, LONGEST_WAIT);
  }

  // What was touched here counts as given, whatever the page showed before: no answer to a save may ever arrive.
  form.addEventListener("change", (event) => {
    const card = cardOf(event.target);
    if (!card) return;
    card.querySelector('[name$="-seen"]').value = "";
    unsaved.add(card.dataset.item);
  }, true);

  // "Does not apply" is an answer only with its reason: until then nothing is sent, and the line says so.
  function lacksReason(card) {
    if (!card.querySelector('[value="not_applicable"]').checked) return false;
    if (card.querySelector('[name$="-listed"]:checked:not([value="other"])')) return false;
    return !card.querySelector('[name$="-reason"]').value.trim();
  }

  document.body.addEventListener("htmx:beforeRequest", (event) => {
    const card = event.detail.elt;
    if (!card.matches("[data-item]") || !lacksReason(card)) return;
    event.preventDefault();
    mark(card.dataset.item, state.dataset.unfinished, false);
  });

  // Refusals carry words for the card, so they are shown; only they end the trying.
  document.body.addEventListener("htmx:beforeSwap", (event) => {
    if ([400, 409, 422].includes(event.detail.xhr.status)) event.detail.shouldSwap = true;
  });

  document.body.addEventListener("htmx:afterRequest", (event) => {
    const card = cardOf(event.detail.elt);
    if (!card) return;
    const item = card.dataset.item;
    const status = event.detail.xhr ? event.detail.xhr.status : 0;
    if (status === 401 || status === 403) {
      mark(item, state.dataset.signedOut, true);
      say(state.dataset.signedOut, true);
    } else if (status === 0 || status === 429 || status >= 500) {
      retryLater(item);
    } else {
      wait = FIRST_WAIT;
      if (status !== 422) unsaved.delete(item);
    }
  });

  document.body.addEventListener("answersaved", (event) => {
    if (!unsaved.size || [...unsaved].every((item) => cardOf(event.target)?.dataset.item === item)) say(event.detail.text, false);
  });

  addEventListener("online", () => unsaved.size && retry());
  document.addEventListener("visibilitychange", () => {
    if (!document.hidden && unsaved.size) retry();
  });

  // The page's own buttons post every card, so nothing is lost by them, unless there is no network to post to.
  form.addEventListener("submit", (event) => {
    if (navigator.onLine || !unsaved.size) {
      leaving = true;
      return;
    }
    event.preventDefault();
    say(state.dataset.failed, true);
  });
  addEventListener("beforeunload", (event) => {
    if (unsaved.size && !leaving) event.preventDefault();
  });
  addEventListener("pageshow", () => { leaving = false; });
})();
