// Answers that have not reached the server: kept on this device (sealed.js) and sent as soon as the network allows. What
// has arrived is removed at once.
window.unsent = (() => {
  "use strict";
  const { sealed } = window;
  const place = document.getElementById("unsent");
  const state = document.getElementById("save-state");
  const words = place.dataset;
  const entries = new Map(); // mutation -> entry, the oldest first
  const own = new Map(); // question -> mutations sent from this page, answered or not
  const FIRST_WAIT = 2000;
  const LONGEST_WAIT = 60000;
  const PATIENCE = 15000;
  const QUIET = 5000; // a screen reader hears at most one line in this time
  const MOST_BEFORE = 20;
  const DRAFT = "draft"; // written, and not yet meant to be sent
  let wait = FIRST_WAIT;
  let timer = 0;
  let saidAt = -QUIET;
  let saying = 0;
  let isFlushing = false;
  let isSignedOut = false;
  const ownCards = []; // each tells whether a script of the page sends an entry by its card

  // randomUUID is there on secure pages only.
  function newName() {
    if (crypto.randomUUID) return crypto.randomUUID();
    const hex = [...crypto.getRandomValues(new Uint8Array(16))].map((byte) => byte.toString(16).padStart(2, "0")).join("");
    return hex.replace(/^(.{8})(.{4}).(.{3}).(.{3})(.{12})$/, "$1-$2-4$3-8$4-$5");
  }

  // What the page was given before its device could be read is newer.
  async function open() {
    for (const entry of await sealed.open()) if (!entries.has(entry.mutation)) entries.set(entry.mutation, entry);
  }

  // A newer answer to the same question takes the place of the one before, and names it: the server may have it already,
  // and the page may not show its version yet. A draft is never sent, so none is named.
  function keep(entry) {
    const before = of(entry.item, entry.url);
    const question = `${entry.url} ${entry.item}`;
    const sent = new Set([...before.flatMap((one) => [...one.after, ...sentAs(one)]), ...(own.get(question) ?? [])]);
    const kept = { ...entry, mutation: newName(), after: [...sent].slice(-MOST_BEFORE), at: entry.at ?? Date.now(), why: "" };
    own.set(question, [...kept.after, ...sentAs(kept)]);
    for (const one of before) entries.delete(one.mutation);
    entries.set(kept.mutation, kept);
    const isStillKept = () => entries.has(kept.mutation);
    const written = ready.then(() => sealed.write(kept, before.map((one) => one.mutation), isStillKept));
    Object.defineProperty(kept, "written", { value: written }); // no part of what is written
    setTimeout(() => { if (entries.has(kept.mutation)) tell(); }, 3000);
    return kept;
  }

  function drop(mutation) {
    entries.delete(mutation);
    sealed.remove(mutation);
  }

  // What was saved before a draft, and what is no draft itself: that is sent.
  const meantOf = (entry) => (entry?.act === DRAFT ? entry.meant : entry);

  // What was sent from behind a draft is settled: the draft alone stays.
  function uncover(draft) {
    delete draft.meant;
    sealed.rewrite(draft);
  }

  const sentAs = (entry) => (entry.act === DRAFT ? [] : [entry.mutation]);
  const hasCard = (entry) => ownCards.some((test) => test(entry));
  const of = (item, url) => [...entries.values()].filter((entry) => entry.item === item && entry.url === url);
  const countOf = (some) => new Set(some.map((entry) => `${entry.url} ${entry.item}`)).size;
  const count = () => countOf([...entries.values()]);

  function say(text, failed) {
    clearTimeout(saying);
    saying = setTimeout(() => {
      if (state.textContent !== text) saidAt = performance.now();
      state.textContent = text;
      state.classList.toggle("is-failed", failed);
    }, Math.max(0, saidAt + QUIET - performance.now()));
  }

  // What lacks something waits for a person and not for the network; a page may have words for it.
  function tell(saved) {
    const { lacking } = state.dataset;
    const incomplete = lacking ? countOf([...entries.values()].filter((entry) => entry.isLacking)) : 0;
    if (count() > incomplete) say(words.waiting.replace("#", count() - incomplete), true);
    else if (incomplete) say(lacking.replace("#", incomplete), true);
    else if (saved) say(saved, false);
    show();
  }

  function clock(at) {
    const two = (number) => String(number).padStart(2, "0");
    return `${two(at.getHours())}:${two(at.getMinutes())} ${two(at.getDate())}/${two(at.getMonth() + 1)}`;
  }

  function row(entry) {
    const drawn = place.querySelector("template").content.cloneNode(true);
    drawn.querySelector(".unsent-question").textContent = entry.question;
    drawn.querySelector(".unsent-said").textContent = { clear: words.cleared, confirm: words.confirmed }[entry.act] ?? entry.said;
    drawn.querySelector(".unsent-when").textContent = clock(new Date(entry.at));
    drawn.querySelector(".unsent-why").textContent = words[entry.why] ?? "";
    drawn.querySelector("a").href = `${entry.url}#${entry.item}`;
    drawn.querySelector("a").hidden = !["changed", "unfinished"].includes(entry.why);
    drawn.querySelector("button").hidden = !entry.why;
    drawn.querySelector("button").addEventListener("click", () => {
      drop(entry.mutation);
      tell();
      (place.hidden ? document.getElementById("main") : place.querySelector("button, a")).focus();
    });
    return drawn;
  }

  // The page of questions shows what waits at the question itself; everything else is told here.
  function show() {
    const told = [...entries.values()].filter((entry) => !hasCard(entry));
    place.querySelector("ul").replaceChildren(...told.map(row));
    const about = sealed.isOpen() ? words.kept : words.fleeting;
    const lost = sealed.unreadable() ? words.unreadable.replace("#", sealed.unreadable()) : "";
    place.querySelector(".unsent-about").textContent = told.some((entry) => !entry.why) ? about : lost;
    place.hidden = !told.length && !lost;
  }

  const token = () => document.querySelector("[name=csrfmiddlewaretoken]").value;

  // Signing in again, here or in another tab, changes the form's token; the page itself tells the new one.
  async function renewToken() {
    const answer = await fetch(location.href).catch(() => null);
    if (!answer?.ok || answer.redirected) return false;
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    const fresh = page.querySelector("#unsent [name=csrfmiddlewaretoken]");
    if (!fresh || page.getElementById("unsent").dataset.holders !== words.holders) return false;
    for (const field of document.getElementsByName("csrfmiddlewaretoken")) field.value = fresh.value;
    if (isSignedOut) document.dispatchEvent(new Event("signedin"));
    isSignedOut = false;
    return true;
  }

  function signedOut() {
    isSignedOut = true;
    document.dispatchEvent(new Event("signedout"));
  }

  function later() {
    tell();
    clearTimeout(timer);
    timer = setTimeout(flush, wait);
    wait = Math.min(wait * 2, LONGEST_WAIT);
  }

  // What the server said to an act: whether it is done, why not, or that it is to be tried again.
  function verdict(status, isConflict) {
    if (status >= 200 && status < 300) return "done";
    if (status === 401) return "signed out";
    if (status === 403) return "forbidden";
    if (status === 409) return isConflict ? "changed" : "closed";
    if (status === 410) return "late";
    if (status === 422) return "unfinished";
    return status === 0 || status === 429 || status >= 500 ? "later" : "refused";
  }

  async function send(entry) {
    const body = new URLSearchParams(entry.fields);
    body.set("item", entry.item);
    if (entry.act) body.set(entry.act, entry.item);
    body.set(`${entry.item}-mutation`, entry.mutation);
    body.set(`${entry.item}-after`, entry.after.join(" "));
    body.set("at", entry.at);
    body.set("csrfmiddlewaretoken", token());
    const answer = await fetch(entry.url, {
      method: "POST", body, headers: { "HX-Request": "true" }, redirect: "manual", signal: AbortSignal.timeout?.(PATIENCE),
    }).catch(() => ({ status: 0, headers: new Headers(), type: "error" }));
    const status = answer.type === "opaqueredirect" ? 404 : answer.status;
    const saved = JSON.parse(answer.headers.get("HX-Trigger") || "{}").answersaved;
    const outcome = verdict(status, answer.headers.has("HX-Retarget"));
    const html = ["done", "changed"].includes(outcome) ? await answer.text().catch(() => "") : "";
    return [outcome, saved ? saved.text : "", html];
  }

  async function sendAll() {
    const elsewhere = [...entries.values()].filter((entry) => !hasCard(entry));
    let saved = "";
    for (const entry of elsewhere) {
      const act = meantOf(entry) ?? entry;
      let [outcome, text] = await send(act);
      if (outcome === "forbidden") [outcome, text] = await renewToken() ? await send(act) : ["refused", ""];
      if (outcome === "later") return later();
      if (outcome === "signed out") return signedOut();
      const isOver = outcome === "done";
      if (isOver && act === entry) drop(entry.mutation);
      else if (isOver) uncover(entry);
      entry.why = { done: "unfinished", forbidden: "refused" }[outcome] ?? outcome;
      saved = text || saved;
    }
    if (!elsewhere.length) return;
    wait = FIRST_WAIT;
    tell(saved);
  }

  async function flush() {
    if (isFlushing) return;
    isFlushing = true;
    try {
      if (isSignedOut && !await renewToken()) return;
      document.dispatchEvent(new Event("unsent"));
      await sendAll();
    } finally {
      isFlushing = false;
    }
  }

  // A form that leads away waits until what was just chosen is written down.
  document.addEventListener("submit", (event) => {
    if (event.defaultPrevented || event.target.id === "answers" || event.target.dataset.waited) return;
    event.preventDefault();
    event.target.dataset.waited = "yes";
    comeBackTo(event.target.elements.next);
    settled().then(() => setTimeout(() => event.target.requestSubmit(event.submitter))); // once this event is over
  });

  // Another language, the same question.
  function comeBackTo(next) {
    if (next && api.lastCard && next.value.startsWith(location.pathname)) next.value += `#${api.lastCard}`;
  }

  const moment = (length) => new Promise((resolve) => { setTimeout(resolve, length); });
  const settled = () => Promise.race([ready.then(sealed.written), moment(3000)]);

  addEventListener("online", flush);
  document.addEventListener("visibilitychange", () => { if (!document.hidden && entries.size) flush(); });
  addEventListener("pageshow", (event) => { if (event.persisted && entries.size) flush(); });

  const ready = open();
  document.addEventListener("DOMContentLoaded", () => {
    ready.then(() => {
      show();
      if (entries.size) flush();
    });
  });

  const api = {
    count, DRAFT, drop, flush, keep, later, meantOf, of, say, send, settled, signedOut, tell, uncover, verdict,
    lastCard: "", // the question that was answered last, to come back to
    isKept: sealed.isOpen,
    ownCardsAre: (test) => { ownCards.push(test); },
    renewToken,
    worked: () => { wait = FIRST_WAIT; },
  };
  return api;
})();
