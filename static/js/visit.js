// At the plant: what is written is kept on the device from the first letter on, and a judgement is sent as soon as there
// is a network. The queue is the one of the firm's answers; here stand only the forms that it is fed from.
(() => {
  "use strict";
  const unsent = window.unsent;
  const words = document.getElementById("save-state").dataset;
  const here = location.pathname;
  const { DRAFT, meantOf } = unsent;
  const PATIENCE = 15000;
  const ALONE = 300; // so long at most a request waits for the device to have written the judgement down
  const OWN = /^(csrfmiddlewaretoken|item|version)$/; // of the page, not of the person
  const OVER = /^(done|changed|unfinished)$/; // of no use to send again as it is
  const onTheWay = new Set();
  let leaving = false;

  const all = () => document.querySelectorAll(".stop-form");
  const formFor = (entry) => entry.url === here && document.querySelector(`.stop-form[data-item="${CSS.escape(entry.item)}"]`);
  const newest = (form) => unsent.of(form.dataset.item, here).at(-1);
  const fieldsOf = (form) => [...form.querySelectorAll("input, textarea")].filter((field) => !OWN.test(field.name));
  unsent.ownCardsAre((entry) => Boolean(formFor(entry)));

  // What is told of it wherever it waits; the private note is told nowhere.
  function said(form) {
    const marked = [...form.querySelectorAll(":checked")].map((field) => (field.ariaLabel || field.labels[0]?.textContent || "").trim());
    return [...marked, form.elements.reason.value.trim()].filter(Boolean).join(" · ");
  }

  function keep(form, act) {
    const fields = [...new FormData(form)].filter(([name]) => !/^(csrfmiddlewaretoken|item)$/.test(name));
    const before = newest(form);
    unsent.lastCard = form.dataset.item;
    if (before && before.act === act && JSON.stringify(before.fields) === JSON.stringify(fields)) return before;
    const question = form.closest(".stop").querySelector("h3").textContent.trim().replace(/\s+/g, " ");
    const meant = meantOf(before);
    const stays = act === DRAFT && meant && !OVER.test(meant.why) ? { meant } : {};
    const kept = unsent.keep({ item: form.dataset.item, url: here, act, fields, question, said: said(form), ...stays });
    kept.isLacking = act === DRAFT && Boolean(before?.isLacking); // until it is saved again
    return kept;
  }

  function uncover(form, entry) {
    const draft = newest(form);
    if (draft === entry || meantOf(draft) !== entry) return;
    draft.isLacking = entry.isLacking;
    unsent.uncover(draft);
  }

  function tell(form, text = "") {
    const line = form.querySelector(".stop-waits");
    line.textContent = text;
    line.hidden = !text;
    form.querySelector("[data-drop]").hidden = !newest(form);
  }

  function valuesOf(entry, field) {
    return entry.fields.filter(([name]) => name === field.name).map(([, value]) => value);
  }

  function restore(form, entry) {
    for (const field of fieldsOf(form)) {
      const values = valuesOf(entry, field);
      if (/radio|checkbox/.test(field.type)) field.checked = values.includes(field.value);
      else field.value = values[0] ?? field.value;
    }
    form.dataset.restored = entry.mutation;
  }

  // What is stored now is what discarding leads back to.
  function settle(form, entry) {
    for (const field of fieldsOf(form)) {
      const values = valuesOf(entry, field);
      if (/radio|checkbox/.test(field.type)) field.defaultChecked = values.includes(field.value);
      else field.defaultValue = values[0] ?? field.defaultValue;
    }
  }

  async function post(form, entry) {
    const body = new URLSearchParams(entry.fields);
    body.set("item", entry.item);
    body.set(`${entry.item}-mutation`, entry.mutation);
    body.set(`${entry.item}-after`, entry.after.join(" "));
    body.set("at", entry.at); // the day that counts is when it was written
    body.set("csrfmiddlewaretoken", form.elements.csrfmiddlewaretoken.value);
    const answer = await fetch(here, {
      method: "POST", body, headers: { "HX-Request": "true" }, redirect: "manual", signal: AbortSignal.timeout?.(PATIENCE),
    }).catch(() => null);
    if (!answer) return { outcome: "later" };
    const status = answer.type === "opaqueredirect" ? 404 : answer.status;
    const told = JSON.parse(answer.headers.get("HX-Trigger") || "{}").answersaved;
    return {
      outcome: unsent.verdict(status, answer.headers.has("HX-Retarget")),
      html: [200, 409, 422].includes(status) ? await answer.text().catch(() => "") : "",
      saved: told ? told.text : "",
    };
  }

  async function send(form) {
    const entry = meantOf(newest(form));
    if (!entry || onTheWay.has(form)) return;
    onTheWay.add(form);
    try {
      await Promise.race([entry.written, new Promise((resolve) => { setTimeout(resolve, ALONE); })]);
      let answer = await post(form, entry);
      if (answer.outcome === "forbidden" && await unsent.renewToken()) answer = await post(form, entry);
      heard(form, entry, answer);
    } finally {
      onTheWay.delete(form);
    }
    const next = meantOf(newest(form));
    if (next && next !== entry) send(form);
  }

  function heard(form, entry, { outcome, html, saved }) {
    if (outcome === "later") {
      tell(form, newest(form)?.act === DRAFT ? words.draft : words.waiting);
      unsent.later();
      return;
    }
    unsent.worked();
    entry.isLacking = outcome === "unfinished";
    if (outcome === "done") {
      settle(form, entry);
      unsent.drop(entry.mutation);
    } else if (outcome !== "signed out") entry.why = outcome;
    if (OVER.test(outcome)) uncover(form, entry);
    if (html) form.querySelector("[data-state]").innerHTML = html;
    const line = { "signed out": words.signedOut, forbidden: words.refused, refused: words.refused }[outcome];
    tell(form, line ?? (newest(form)?.act === DRAFT ? words.draft : ""));
    unsent.tell(saved);
    if (outcome === "signed out") unsent.signedOut();
  }

  for (const form of all()) {
    form.addEventListener("input", () => {
      keep(form, DRAFT);
      tell(form, words.draft);
    });
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      keep(form, "");
      send(form);
    });
    form.querySelector("[data-drop]").addEventListener("click", () => {
      const meant = newest(form)?.act === DRAFT && meantOf(newest(form));
      for (const entry of unsent.of(form.dataset.item, here)) if (!meant) unsent.drop(entry.mutation);
      if (meant) restore(form, unsent.keep(meant)); // back to what was saved, which is sent
      else form.reset();
      tell(form, meant ? words.waiting : "");
      unsent.tell(" ");
      if (meant) send(form);
      form.querySelector(".btn").focus();
    });
  }

  // What waits for a question of this page is shown in it again, as it was left, and sent if it was meant to be.
  document.addEventListener("unsent", () => {
    for (const form of all()) {
      const entry = newest(form);
      if (!entry) continue;
      if (!entry.written && form.dataset.restored !== entry.mutation) restore(form, entry);
      tell(form, entry.act === DRAFT ? words.draft : words.waiting);
      send(form);
    }
    unsent.tell();
  });

  const sending = document.getElementById("sending");
  if (sending) sending.hidden = false;
  for (const form of document.querySelectorAll(".stop-photo")) {
    form.classList.add("is-scripted");
    form.querySelector("[data-plain]").hidden = true;
    const field = form.querySelector("[type=file]");
    field.addEventListener("change", () => {
      const camera = document.getElementById("evidence-camera");
      sending.querySelector("[name=item]").value = form.dataset.photo; // elements.item is a function
      camera.files = field.files;
      camera.dispatchEvent(new Event("change", { bubbles: true }));
      field.value = "";
    });
  }

  const print = document.querySelector("[data-print]");
  print.hidden = false;
  print.addEventListener("click", () => window.print());

  // What the device keeps comes back by itself; where it cannot keep anything, nobody should leave unaware.
  document.addEventListener("submit", () => { leaving = unsent.isKept(); });
  addEventListener("beforeunload", (event) => {
    if (unsent.count() && !leaving && !unsent.isKept()) event.preventDefault();
  });
})();
