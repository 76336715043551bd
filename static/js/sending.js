// Sends photos and files piece by piece: a cut line costs one piece, and what has arrived is not sent again.
(() => {
  "use strict";
  const form = document.getElementById("sending");
  const trouble = document.getElementById("evidence-trouble");
  const status = document.getElementById("evidence-status");
  const progress = document.getElementById("evidence-progress");
  const bar = progress.querySelector("progress");
  const goOn = progress.querySelector("button");
  const caption = document.getElementById("evidence-caption");
  const token = form.querySelector("[name=csrfmiddlewaretoken]");
  const FIRST_WAIT = 2000;
  const LONGEST_WAIT = 30000;
  const PATIENCE = 30000; // for one piece
  const queue = [];
  let isBusy = false;
  let wakeUp = () => {};

  class Refused extends Error {}

  form.querySelector("[data-plain]").hidden = true;
  form.classList.add("is-scripted");

  const item = () => form.querySelector("[name=item]").value;

  function refuse(name, sentence) {
    const line = document.createElement("p");
    line.className = "evidence-error";
    line.textContent = name ? `${name}: ${sentence}` : sentence;
    trouble.append(line);
  }

  async function ask(url, options = {}) {
    const headers = { "X-CSRFToken": token.value, "HX-Request": "true", ...options.headers };
    const answer = await fetch(url, { ...options, headers, signal: AbortSignal.timeout?.(PATIENCE) });
    const told = await answer.json().catch(() => ({}));
    if (told.sentence) throw new Refused(told.sentence);
    if (answer.status === 401 || answer.status === 403) throw new Error(form.dataset.signedOut); // 403: another token
    if (answer.status === 400 || answer.status === 404) throw new Refused(form.dataset.broken);
    if (!answer.ok && answer.status !== 409) throw new Error("");
    return told;
  }

  // Names the content, so that the same photo goes on where it was cut off even after the page was closed.
  async function digestOf(blob) {
    if (!window.crypto?.subtle) return "";
    const hash = await crypto.subtle.digest("SHA-256", await blob.arrayBuffer());
    return [...new Uint8Array(hash)].map((byte) => byte.toString(16).padStart(2, "0")).join("");
  }

  function showProgress(one, text) {
    progress.hidden = false;
    bar.value = one.percent;
    status.textContent = text.replace("{name}", one.name).replace("{percent}", one.percent);
  }

  async function sendPiece(one) {
    const piece = one.blob.slice(one.offset, one.offset + one.piece);
    const here = new URL(location.href).searchParams.get("item") || "";
    const told = await ask(`${one.url}?item=${encodeURIComponent(here)}`, {
      method: "POST",
      body: piece,
      headers: { "Content-Type": "application/octet-stream", "Upload-Offset": one.offset },
    });
    if (told.html !== undefined) return told;
    one.offset = told.offset;
    one.percent = Math.floor((100 * one.offset) / one.blob.size);
    return null;
  }

  async function send(one) {
    if (!one.url) {
      one.digest ??= await digestOf(one.blob);
      const said = new URLSearchParams({ name: one.name, size: one.blob.size, item: one.item, caption: one.caption, digest: one.digest });
      Object.assign(one, await ask(form.dataset.begin, { method: "POST", body: said }));
    } else {
      one.offset = (await ask(one.url)).offset;
    }
    for (;;) {
      showProgress(one, form.dataset.progress);
      const done = await sendPiece(one);
      if (done) return done;
    }
  }

  // Until it is sent or refused: waits for the network, for a while that grows, or for the button.
  async function sendThrough(one) {
    for (let wait = FIRST_WAIT; ; wait = Math.min(2 * wait, LONGEST_WAIT)) {
      const before = one.offset;
      try {
        return await send(one);
      } catch (fault) {
        if (fault instanceof Refused) throw fault;
        if (one.offset > before) wait = FIRST_WAIT;
        showProgress(one, fault.message === form.dataset.signedOut ? fault.message : form.dataset.cut);
        goOn.hidden = false;
        await new Promise((resolve) => { wakeUp = resolve; setTimeout(resolve, wait); });
        goOn.hidden = true;
        await refreshToken();
      }
    }
  }

  // Signing in again, in another tab, changes the form's token; the page itself tells the new one.
  async function refreshToken() {
    const answer = await fetch(location.href).catch(() => null);
    if (!answer || !answer.ok || answer.redirected) return;
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    const fresh = page.querySelector("#sending [name=csrfmiddlewaretoken]");
    if (fresh) token.value = fresh.value;
  }

  // Where the list of files stands: of the one question of the page, or of its own where the page has several.
  const placeOf = (one) => document.querySelector(`[data-photos-of="${CSS.escape(one.item)}"]`) ?? document.getElementById("files");

  async function work() {
    if (isBusy) return;
    isBusy = true;
    while (queue.length) {
      const one = queue.shift();
      try {
        const done = await sendThrough(one);
        placeOf(one).innerHTML = done.html;
        status.textContent = done.added;
      } catch (fault) {
        status.textContent = "";
        refuse(one.name, fault instanceof Refused ? fault.message : form.dataset.broken);
      }
      progress.hidden = true;
    }
    isBusy = false;
  }

  // A photo is shown first, for what must be covered; a file goes as it is.
  async function take(file, chosen) {
    let blob = file;
    let name = file.name;
    if (file.type.startsWith("image/") && file.size) {
      status.textContent = form.dataset.looking;
      blob = await window.coverPhoto(file, () => { status.textContent = ""; });
      status.textContent = "";
      if (blob === null) return;
      if (blob) name = `${name.replace(/\.[^.]*$/, "") || "photo"}.jpg`;
      else blob = file; // not to be opened here: its sentence comes from the server
    }
    queue.push({ blob, name, item: chosen || item(), caption: caption.value, offset: 0, percent: 0 });
    caption.value = "";
    work();
  }

  form.addEventListener("change", async (event) => {
    const field = event.target;
    if (field.type !== "file") return;
    const files = [...field.files];
    const chosen = item();
    field.value = "";
    trouble.replaceChildren();
    for (const file of files) await take(file, chosen);
  });
  // What is left of the plain form sends nothing.
  form.addEventListener("submit", (event) => event.preventDefault());
  goOn.addEventListener("click", () => wakeUp());
  addEventListener("online", () => wakeUp());
  addEventListener("beforeunload", (event) => { if (isBusy) event.preventDefault(); });
})();
