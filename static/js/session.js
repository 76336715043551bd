// Says in time that the session ends, lets it last by one tap, and after its end leads back to the same question.
(() => {
  "use strict";
  const dialog = document.getElementById("session-end");
  const soon = dialog.querySelector(".session-soon");
  const over = dialog.querySelector(".session-over");
  const WARNED_BEFORE = 120000; // at least a minute is asked for; reading takes some, too
  const LONGEST_TIMER = 2147483647;
  let endsAt = Date.now() + Number(dialog.dataset.seconds) * 1000;
  let timer = 0;
  let isWarned = false;

  function open(part) {
    soon.hidden = part !== soon;
    over.hidden = part !== over;
    dialog.setAttribute("aria-labelledby", part.querySelector("h2").id);
    if (!dialog.open) dialog.showModal();
    part.querySelector(".btn").focus();
  }

  // How many seconds are left: 0 once it has ended, null if nobody could be asked. A POST makes it last.
  async function ask(method) {
    const token = dialog.querySelector("[name=csrfmiddlewaretoken]").value;
    const body = method === "POST" ? new URLSearchParams({ csrfmiddlewaretoken: token }) : undefined;
    const answer = await fetch(dialog.dataset.stay, { method, body }).catch(() => null);
    if (answer && answer.ok) return (await answer.json()).seconds;
    return answer && [401, 403].includes(answer.status) ? 0 : null;
  }

  function ended() {
    clearTimeout(timer);
    const link = over.querySelector("a");
    const card = window.unsent.lastCard;
    const here = location.pathname + (card ? `#${card}` : "");
    if (link) link.href = `${dialog.dataset.signIn}?next=${encodeURIComponent(here)}`;
    open(over);
  }

  function lasts(seconds) {
    endsAt = Date.now() + seconds * 1000;
    isWarned = false;
    if (dialog.open && over.hidden) dialog.close();
    watch();
  }

  // Another tab may have made it last, so the server is asked before anything is said; asking changes nothing.
  async function look() {
    const left = await ask("GET");
    if (left !== null) endsAt = Date.now() + left * 1000;
    const rest = endsAt - Date.now();
    if (rest <= 0) return ended();
    if (rest > WARNED_BEFORE) return lasts(rest / 1000);
    if (!isWarned) {
      const clock = { hour: "2-digit", minute: "2-digit" };
      dialog.querySelector(".session-time").textContent = new Date(endsAt).toLocaleTimeString(document.documentElement.lang, clock);
      open(soon);
    }
    isWarned = true;
    watch();
  }

  function watch() {
    clearTimeout(timer);
    const left = endsAt - Date.now() - (isWarned ? 0 : WARNED_BEFORE);
    timer = setTimeout(look, Math.min(Math.max(left, 0) + 100, LONGEST_TIMER));
  }

  dialog.querySelector("[data-stays]").addEventListener("click", async () => {
    const left = await ask("POST");
    if (left) lasts(left);
    else if (left === 0) ended();
  });
  for (const button of dialog.querySelectorAll("[data-closes]")) button.addEventListener("click", () => dialog.close());
  document.addEventListener("signedout", ended);
  document.addEventListener("signedin", () => { if (!over.hidden) dialog.close(); });
  document.addEventListener("visibilitychange", () => { if (!document.hidden) watch(); });
  watch();
})();
