// One page of questions: each answer is kept on the device before it is sent, and its card says what became of it.
(() => {
  "use strict";
  const unsent = window.unsent;
  const words = document.getElementById("save-state").dataset;
  const form = document.getElementById("answers");
  const ALONE = 300; // so long at most a request waits for the device to have written the answer down
  const REST = 1500; // without a letter, after which own words are sent
  let leaving = false;
  let failed = false;
  let saved = "";

  const cardOf = (element) => element.closest("[data-item]");
  const cardFor = (entry) => entry.url === location.pathname && form.querySelector(`[data-item="${CSS.escape(entry.item)}"]`);
  const newest = (item) => unsent.of(item, location.pathname).at(-1);
  unsent.ownCardsAre((entry) => Boolean(cardFor(entry)));

  function mark(card, text, isFailed) {
    const line = card.querySelector(".card-saved");
    if (!line) return;
    line.textContent = text;
    line.classList.toggle("is-failed", isFailed);
    line.classList.toggle("is-unfinished", !isFailed);
  }

  // What the answer says in words, so that it can be told wherever it waits.
  function said(card) {
    const marked = [...card.querySelectorAll(":checked")].map((field) => {
      const line = field.closest(".grid-row")?.querySelector("legend")?.textContent.trim();
      const label = field.labels[0]?.textContent.trim().replace(/\s+/g, " ") ?? "";
      return line ? `${line}: ${label}` : label;
    });
    const typed = [...card.querySelectorAll("textarea, input:not([type=hidden], [type=radio], [type=checkbox])")];
    return [...marked, ...typed.map((field) => field.value.trim())].filter(Boolean).join(" · ");
  }

  function snapshot(card, act) {
    const item = card.dataset.item;
    const own = (name) => name.startsWith(`${item}-`) && !/-(mutation|after)$/.test(name);
    const fields = [...new FormData(form)].filter(([name]) => own(name));
    const question = card.querySelector("legend").textContent.trim().replace(/\s+/g, " ");
    return { item, url: location.pathname, act, fields, question, said: said(card) };
  }

  // The same act keeps its name, however often it is sent.
  function keep(card, act = "") {
    const now = snapshot(card, act);
    const before = newest(now.item);
    const isSame = before && before.act === act && JSON.stringify(before.fields) === JSON.stringify(now.fields);
    unsent.lastCard = now.item;
    return isSame ? before : unsent.keep(now);
  }

  function resend(entry) {
    const card = cardFor(entry);
    const name = entry.act || (card.querySelector(".conflict") ? "mine" : "");
    const button = name && card.querySelector(`button[name="${name}"]`);
    if (button) button.click();
    else if (entry.act === "confirm") unsent.drop(entry.mutation); // it is confirmed already
    else htmx.trigger(card, "retry");
  }

  // What waits for a question of this page is shown in it again, as the person left it, and sent from there.
  function restore(entry) {
    const card = cardFor(entry);
    for (const field of card.querySelectorAll("input, textarea")) {
      const values = entry.fields.filter(([name]) => name === field.name).map(([, value]) => value);
      if (field.type === "radio" || field.type === "checkbox") field.checked = values.includes(field.value);
      else if (field.type !== "submit") field.value = values[0] ?? field.value;
    }
    card.dataset.restored = entry.mutation;
  }

  document.addEventListener("unsent", () => {
    for (const card of form.querySelectorAll("[data-item]")) {
      const entry = unsent.of(card.dataset.item, location.pathname)[0];
      if (!entry || (entry.why === "changed" && card.querySelector(".conflict"))) continue;
      if (!entry.written && card.dataset.restored !== entry.mutation) restore(entry);
      resend(entry);
    }
  });

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
    keep(card);
  }, true);

  // Own words take minutes: they are kept from the first letter on and sent at each rest.
  function countLetters(field) {
    const counter = document.querySelector(`[data-count="${field.id}"]`);
    if (!counter) return;
    counter.hidden = false;
    counter.textContent = `· ${counter.dataset.words.replace("#", field.value.length)}`;
  }
  const rests = new Map();
  form.addEventListener("input", (event) => {
    const field = event.target;
    if (!field.matches("textarea, input:not([type=radio], [type=checkbox])") || !cardOf(field)) return;
    const card = cardOf(field);
    keepOne(card, field);
    forget(card, field);
    keep(card);
    if (!field.matches("textarea")) return;
    countLetters(field);
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

  // Nothing is sent before it is written down, or the device has had its time to do so.
  document.body.addEventListener("htmx:confirm", (event) => {
    const sender = event.detail.elt;
    const card = cardOf(sender);
    if (!card) return;
    const act = sender.matches("button[name=clear], button[name=confirm]") ? sender.name : "";
    if (sender.name === "keep") return;
    event.preventDefault();
    const entry = keep(card, act);
    if (sender === card && lacksReason(card)) {
      mark(card, words.unfinished, false);
      return;
    }
    const moment = new Promise((resolve) => { setTimeout(resolve, ALONE); });
    Promise.race([entry.written, moment]).then(() => event.detail.issueRequest(true));
  });

  document.body.addEventListener("htmx:configRequest", (event) => {
    const card = cardOf(event.detail.elt);
    if (!card) return;
    event.detail.path = location.pathname + location.search; // its fragment names a question, which is no selector
    const entry = newest(card.dataset.item);
    if (!entry) return;
    event.detail.parameters[`${entry.item}-mutation`] = entry.mutation;
    event.detail.parameters[`${entry.item}-after`] = entry.after.join(" ");
  });

  // Refusals carry words for the card, so they are shown.
  document.body.addEventListener("htmx:beforeSwap", (event) => {
    if (![400, 409, 422].includes(event.detail.xhr.status)) return;
    event.detail.shouldSwap = true;
    event.detail.isError = false;
  });

  function failedOn(card) {
    failed = true;
    mark(card, words.failed, true);
    unsent.later();
  }

  async function forbidden(card, entry) {
    if (card.dataset.forbidden !== entry.mutation && await unsent.renewToken()) {
      card.dataset.forbidden = entry.mutation;
      resend(entry);
    } else mark(card, words.refused, true);
  }

  document.body.addEventListener("htmx:afterRequest", (event) => {
    const { xhr, requestConfig } = event.detail;
    const item = cardOf(requestConfig.elt)?.dataset.item; // the card itself may be another by now
    const card = item && form.querySelector(`[data-item="${CSS.escape(item)}"]`);
    if (!card) return;
    const mutation = requestConfig.parameters[`${item}-mutation`];
    const outcome = unsent.verdict(xhr ? xhr.status : 0, Boolean(xhr && xhr.getResponseHeader("HX-Retarget")));
    if (outcome === "later") return failedOn(card);
    unsent.worked();
    if (outcome === "signed out") {
      mark(card, words.signedOut, true);
      unsent.tell();
      return unsent.signedOut();
    }
    if (outcome === "forbidden") return forbidden(card, newest(item));
    if (outcome === "done") {
      const isOver = (entry) => entry.mutation === mutation || requestConfig.elt.name === "keep";
      for (const entry of unsent.of(item, location.pathname).filter(isOver)) unsent.drop(entry.mutation);
    } else if (newest(item)) newest(item).why = outcome;
    if (!unsent.count()) failed = false;
    unsent.tell(outcome === "done" ? saved : "");
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
  });

  document.body.addEventListener("answersaved", (event) => { saved = event.detail.text; });

  // The page's own buttons post every card, so nothing is lost by them, unless there is no network to post to. Each
  // answer goes with its name: what was sent by its card as well is then done once.
  form.addEventListener("submit", (event) => {
    if (unsent.count() && !navigator.onLine) {
      event.preventDefault();
      unsent.tell();
      return;
    }
    leaving = true;
    for (const card of form.querySelectorAll("[data-item]")) {
      const entry = newest(card.dataset.item);
      if (!entry || entry.act) continue;
      card.append(hidden(`${entry.item}-mutation`, entry.mutation), hidden(`${entry.item}-after`, entry.after.join(" ")));
    }
  });

  function hidden(name, value) {
    const field = document.createElement("input");
    Object.assign(field, { type: "hidden", name, value });
    return field;
  }

  // What the device keeps comes back by itself; still, nobody should leave unaware that it was not sent.
  document.addEventListener("submit", () => { leaving = leaving || unsent.isKept(); });
  document.addEventListener("click", (event) => { if (event.target.closest("#session-end a")) leaving = unsent.isKept(); });
  addEventListener("beforeunload", (event) => {
    if (unsent.count() && !leaving && (failed || !unsent.isKept())) event.preventDefault();
  });
  addEventListener("pageshow", () => { leaving = false; });
})();
