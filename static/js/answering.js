// Keeps every answer: says when it is saved, tries again when the network failed, warns before unsaved work is left.
(() => {
  "use strict";
  const form = document.getElementById("answers");
  const state = document.getElementById("save-state");
  const unsaved = new Map(); // item -> the card or button that sends it
  const FIRST_WAIT = 2000;
  const LONGEST_WAIT = 60000;
  const QUIET = 5000; // a screen reader hears at most one line in this time
  const REST = 1500; // without a letter, after which own words are sent
  let wait = FIRST_WAIT;
  let timer = 0;
  let saidAt = -QUIET;
  let saying = 0;
  let leaving = false;
  let signedOut = false;

  const cardOf = (element) => element.closest("[data-item]");

  function say(text, failed) {
    clearTimeout(saying);
    saying = setTimeout(() => {
      saidAt = performance.now();
      state.textContent = text;
      state.classList.toggle("is-failed", failed);
    }, Math.max(0, saidAt + QUIET - performance.now()));
  }

  function mark(card, text, failed) {
    const line = card.querySelector(".card-saved");
    if (!line) return;
    line.textContent = text;
    line.classList.toggle("is-failed", failed);
    line.classList.toggle("is-unfinished", !failed);
  }

  function retry() {
    clearTimeout(timer);
    timer = 0;
    for (const sender of [...unsaved.values()]) {
      if (sender.matches("[data-item]")) htmx.trigger(sender, "retry");
      else sender.click();
    }
  }

  function retryLater(card) {
    mark(card, state.dataset.failed, true);
    say(state.dataset.failed, true);
    if (timer) return;
    timer = setTimeout(retry, wait);
    wait = Math.min(wait * 2, LONGEST_WAIT);
  }

  // Signing in again, in another tab, changes the form's token; the page itself tells the new one.
  async function returnSignedIn() {
    const answer = await fetch(location.href).catch(() => null);
    if (!answer || !answer.ok || answer.redirected) return;
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    const fresh = page.querySelector("#answers [name=csrfmiddlewaretoken]");
    if (!fresh) return;
    for (const field of document.getElementsByName("csrfmiddlewaretoken")) field.value = fresh.value;
    signedOut = false;
    retry();
  }

  const fieldsOf = (card, names) => [...card.querySelectorAll("input, textarea")]
    .filter((field) => names.test(field.name.slice(card.dataset.item.length + 1)));
  const SPECIAL = /^choice$/;
  const VALUE = /^(option|none|number|text|row\..+|level\..+)$/;

  // Two answers cannot both be right: the one that was touched last takes the marks from the other.
  function keepOne(card, touched) {
    const name = touched.name.slice(card.dataset.item.length + 1);
    const values = fieldsOf(card, VALUE);
    if (SPECIAL.test(name) && values.length) {
      for (const field of values) {
        if (field.type === "radio" || field.type === "checkbox") field.checked = false;
        else field.value = "";
      }
    } else if (VALUE.test(name)) {
      for (const field of fieldsOf(card, SPECIAL)) field.checked = false;
      if (touched.type !== "checkbox" || !touched.checked) return;
      const alone = "alone" in touched.dataset;
      for (const field of values) if (field !== touched && (alone || "alone" in field.dataset)) field.checked = false;
    }
  }

  // What was touched here counts as given, whatever the page showed before: no answer to a save may ever arrive. Of a
  // grid one line was touched: the others are as the page showed them, and those of a colleague are not overwritten.
  function forget(card, touched) {
    const seen = card.querySelector('[name$="-seen"]');
    const row = touched.name.slice(card.dataset.item.length + 1).match(/^row\.(.+)$/);
    if (!row || !/^(\{.*\})?$/.test(seen.value)) {
      seen.value = "?";
      return;
    }
    const rows = JSON.parse(seen.value || "{}");
    delete rows[row[1]];
    seen.value = JSON.stringify(rows);
  }

  form.addEventListener("change", (event) => {
    const card = cardOf(event.target);
    if (!card) return;
    keepOne(card, event.target);
    forget(card, event.target);
    unsaved.set(card.dataset.item, card);
  }, true);

  // Own words take minutes: they are sent at each rest, and count as unsaved from the first letter on.
  function countLetters(field) {
    const counter = document.querySelector(`[data-count="${field.id}"]`);
    if (!counter) return;
    counter.hidden = false;
    counter.textContent = `· ${counter.dataset.words.replace("#", field.value.length)}`;
  }
  const rests = new Map();
  form.addEventListener("input", (event) => {
    const field = event.target;
    if (!field.matches("textarea")) return;
    countLetters(field);
    const card = cardOf(field);
    keepOne(card, field);
    forget(card, field);
    unsaved.set(card.dataset.item, card);
    clearTimeout(rests.get(field));
    rests.set(field, setTimeout(() => htmx.trigger(card, "retry"), REST));
  });
  for (const field of form.querySelectorAll("textarea")) countLetters(field);

  // "Does not apply" is an answer only with its reason: until then nothing is sent, and the line says so.
  function lacksReason(card) {
    if (!card.querySelector('[value="not_applicable"]')?.checked) return false;
    if (card.querySelector('[name$="-listed"]:checked:not([value="other"])')) return false;
    return !card.querySelector('[name$="-reason"]').value.trim();
  }

  document.body.addEventListener("htmx:beforeRequest", (event) => {
    const sender = event.detail.elt;
    const card = cardOf(sender);
    if (!card) return;
    if (sender === card && lacksReason(card)) {
      event.preventDefault();
      mark(card, state.dataset.unfinished, false);
      return;
    }
    unsaved.set(card.dataset.item, sender);
  });

  // Refusals carry words for the card, so they are shown.
  document.body.addEventListener("htmx:beforeSwap", (event) => {
    if (![400, 409, 422].includes(event.detail.xhr.status)) return;
    event.detail.shouldSwap = true;
    event.detail.isError = false;
  });

  document.body.addEventListener("htmx:afterRequest", (event) => {
    const card = cardOf(event.detail.elt);
    if (!card) return;
    const status = event.detail.xhr ? event.detail.xhr.status : 0;
    if (status === 401 || status === 403) {
      signedOut = true;
      mark(card, state.dataset.signedOut, true);
      say(state.dataset.signedOut, true);
    } else if (status === 0 || status === 429 || status >= 500) {
      retryLater(card);
    } else {
      wait = FIRST_WAIT;
      if (status !== 422) unsaved.delete(card.dataset.item);
    }
  });

  // A typed answer that was refused: its field says so, and the words below it say why.
  document.body.addEventListener("htmx:afterSwap", (event) => {
    const card = cardOf(event.detail.elt);
    const typed = card && card.querySelector("[data-typed]");
    if (!typed) return;
    const error = card.querySelector(".card-error");
    typed.toggleAttribute("aria-invalid", Boolean(error));
    if (error) typed.setAttribute("aria-invalid", "true");
    const described = typed.getAttribute("aria-describedby").split(" ").filter((id) => !id.endsWith("-error"));
    typed.setAttribute("aria-describedby", [...described, ...(error ? [error.id] : [])].join(" "));
  });

  // Questions that come and go with an answer: one that is there already keeps what was just given to it.
  document.body.addEventListener("htmx:oobBeforeSwap", (event) => {
    const { target, fragment } = event.detail;
    const comes = Boolean(fragment.querySelector("[data-item]"));
    if (comes && target.matches("[data-item]")) event.detail.shouldSwap = false;
    if (!comes) unsaved.delete(target.id);
  });

  document.body.addEventListener("answersaved", (event) => {
    const item = cardOf(event.target)?.dataset.item;
    if ([...unsaved.keys()].every((other) => other === item)) say(event.detail.text, false);
  });

  function comeBack() {
    if (document.hidden || !unsaved.size) return;
    if (signedOut) returnSignedIn();
    else retry();
  }
  addEventListener("online", comeBack);
  document.addEventListener("visibilitychange", comeBack);

  // The page's own buttons post every card, so nothing is lost by them, unless there is no network to post to.
  form.addEventListener("submit", (event) => {
    if (!unsaved.size || (navigator.onLine && !signedOut)) {
      leaving = true;
      return;
    }
    event.preventDefault();
    say(signedOut ? state.dataset.signedOut : state.dataset.failed, true);
  });
  addEventListener("beforeunload", (event) => {
    if (unsaved.size && !leaving) event.preventDefault();
  });
  addEventListener("pageshow", () => { leaving = false; });
})();
