// Words beside an answer to a question that came back: kept on the device from the first letter on, sent at each rest.
(() => {
  "use strict";
  const unsent = window.unsent;
  const words = document.getElementById("save-state").dataset;
  const form = document.getElementById("answers");
  const here = location.pathname + form.getAttribute("action"); // with the return: another time it is another question
  const REST = 1500; // without a letter, after which they are sent
  const ALONE = 300; // so long at most a request waits for the device to have written them down
  const MOST_BEFORE = 20;
  const boxes = [...document.querySelectorAll(".reply")];
  const onTheWay = new Set();
  const rests = new Map();
  const sent = new Set(); // mutations that may have arrived, whatever was heard of them

  const fieldOf = (box) => box.querySelector("textarea");
  const newest = (box) => unsent.of(fieldOf(box).name, here).at(-1);
  const textOf = (entry) => entry.fields[0][1];
  const stored = (box) => box.querySelector("[data-state] input").value; // as far as this page knows
  unsent.ownCardsAre((entry) => entry.url === here && boxes.some((box) => fieldOf(box).name === entry.item));

  // What may stand there as far as this device knows: what the page showed, and what was sent and perhaps arrived.
  // While a colleague's words are shown beside, only the page's own button puts others in their place.
  function known(box, before) {
    const was = before ? before.fields.slice(1).map(([, value]) => value) : [];
    if (before && box.querySelector(".conflict")) return was;
    if (!before || before.why) return [stored(box)];
    const [first, ...later] = was;
    const mayHaveArrived = !before.written || sent.has(before.mutation) ? [textOf(before)] : [];
    return [first, ...[...later, ...mayHaveArrived, stored(box)].slice(-MOST_BEFORE)];
  }

  function keep(box) {
    const { name, value } = fieldOf(box);
    const before = newest(box);
    unsent.lastCard = name;
    if (before && !before.why && textOf(before) === value) return;
    const fields = [[name, value], ...known(box, before).map((text) => [`was-${name}`, text])];
    const question = box.closest(".came-back").querySelector("legend").textContent.trim().replace(/\s+/g, " ");
    unsent.keep({ item: name, url: here, act: "", fields, question, said: value });
  }

  function mark(box, text, isFailed = false) {
    const line = box.querySelector(".card-saved");
    line.textContent = text;
    line.classList.toggle("is-failed", isFailed);
    box.querySelector("[data-drop]").hidden = !newest(box)?.why;
  }

  async function send(box) {
    const entry = newest(box);
    if (!entry || onTheWay.has(box)) return;
    onTheWay.add(box);
    try {
      await Promise.race([entry.written, new Promise((resolve) => { setTimeout(resolve, ALONE); })]);
      sent.add(entry.mutation);
      let answer = await unsent.send(entry);
      if (answer[0] === "forbidden" && await unsent.renewToken()) answer = await unsent.send(entry);
      heard(box, entry, ...answer);
    } finally {
      onTheWay.delete(box);
    }
    if (newest(box) && newest(box) !== entry) send(box);
  }

  function heard(box, entry, outcome, saved, html) {
    if (outcome === "later") {
      mark(box, words.failed, true);
      unsent.later();
      return;
    }
    unsent.worked();
    if (outcome === "done") unsent.drop(entry.mutation);
    else if (outcome !== "signed out") entry.why = outcome;
    if (html) box.querySelector("[data-state]").innerHTML = html;
    if (outcome === "done") mark(box, newest(box) ? "" : saved);
    else if (outcome === "changed") mark(box, "");
    else mark(box, { "signed out": words.signedOut, late: words.late }[outcome] ?? words.refused, true);
    unsent.tell(outcome === "done" ? saved : "");
    if (outcome === "signed out") unsent.signedOut();
  }

  for (const box of boxes) {
    const field = fieldOf(box);
    field.addEventListener("input", () => {
      keep(box);
      clearTimeout(rests.get(box));
      rests.set(box, setTimeout(() => send(box), REST));
    });
    field.addEventListener("change", () => {
      clearTimeout(rests.get(box));
      send(box);
    });
    box.querySelector("[data-drop]").addEventListener("click", () => {
      for (const entry of unsent.of(field.name, here)) unsent.drop(entry.mutation);
      field.value = stored(box);
      box.querySelector(".conflict")?.remove();
      mark(box, "");
      unsent.tell(" ");
      field.focus();
    });
  }

  // The page's own button says of what it posts what a save of the words alone would say. What stands there counts by
  // what this page shows as long as somebody has to decide.
  form.addEventListener("submit", (event) => {
    if (event.defaultPrevented) return;
    for (const box of boxes) {
      const entry = newest(box);
      for (const field of box.querySelectorAll("[data-known]")) field.remove();
      if (!entry) continue;
      const was = box.querySelector(".conflict") ? [] : entry.fields.slice(1);
      for (const [name, value] of [[`${entry.item}-mutation`, entry.mutation], ...was]) box.append(hidden(name, value));
    }
  });

  function hidden(name, value) {
    const field = document.createElement("input");
    Object.assign(field, { type: "hidden", name, value });
    field.dataset.known = "";
    return field;
  }

  // What waits for a box of this page is shown in it again, as it was left; what somebody has to decide on waits on.
  document.addEventListener("unsent", () => {
    for (const box of boxes) {
      const entry = newest(box);
      if (!entry || entry.why === "changed") continue;
      if (!entry.written && box.dataset.restored !== entry.mutation) fieldOf(box).value = textOf(entry);
      box.dataset.restored = entry.mutation;
      send(box);
    }
  });
})();
