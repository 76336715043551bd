// The keyboard of the page on which a question is judged. Every key does what something on the page does, too; none
// works while somebody writes, nor while an input method puts a Vietnamese letter together.
addEventListener("DOMContentLoaded", () => {
  const form = document.getElementById("verdict");
  const keys = document.getElementById("keys");
  const toggle = document.getElementById("keys-on");
  const OFF = "bench-keys-off";
  let isDirty = false;

  const kept = () => { try { return localStorage.getItem(OFF) === "1"; } catch { return false; } };
  const keep = (isOff) => { try { isOff ? localStorage.setItem(OFF, "1") : localStorage.removeItem(OFF); } catch { /* not kept */ } };
  toggle.closest("label").hidden = false;
  toggle.checked = !kept();
  toggle.addEventListener("change", () => keep(!toggle.checked));

  if (matchMedia("(min-width: 64rem)").matches) document.querySelector(".desk-questions").open = true;
  document.querySelector(".desk-questions [aria-current]")?.scrollIntoView({ block: "nearest" });

  const outcome = (name) => form.querySelector(`[name=outcome][value=${name}]`);
  const mark = (radio) => {
    if (!radio || radio.disabled) return;
    radio.checked = true;
    radio.dispatchEvent(new Event("change", { bubbles: true }));
  };
  const focus = (id) => document.getElementById(id)?.focus();
  const follow = (id) => document.getElementById(id)?.click();
  const answer = form.querySelector(".verdict-answer"); // none where one only reads
  const choices = () => [...form.querySelectorAll(".verdict-answer :is(.verdict-level input, .levels input[type=radio])")];
  const own = () => [...answer.querySelectorAll("[name$=-choice]")].find((each) => each.value === answer.dataset.own);

  // An answer and what it makes of the firm's are chosen by one touch: the firm's own level agrees, another one differs.
  form.addEventListener("change", (event) => {
    isDirty = true;
    const touched = event.target;
    if (touched.name === "outcome" && touched.value === "agreed" && own()) {
      own().checked = true;
    } else if (answer.contains(touched) && outcome("asked")?.checked === false) {
      outcome(touched === own() ? "agreed" : "changed").checked = true;
    }
  });
  form.addEventListener("input", () => { isDirty = true; });
  form.addEventListener("submit", () => { isDirty = false; });
  addEventListener("beforeunload", (event) => { if (isDirty) event.preventDefault(); });

  const acts = {
    a: () => mark(outcome("agreed")),
    q: () => { mark(outcome("asked")); focus("question"); },
    c: () => focus("reason"),
    n: () => focus("note"),
    e: () => { focus("evidence"); document.getElementById("evidence").scrollIntoView({ block: "nearest" }); },
    y: () => follow("with-firm"),
    s: () => follow("skip"),
    j: () => follow("following"),
    k: () => follow("previous"),
    "?": () => keys.togglePopover(),
  };
  const digit = (key) => {
    const all = choices();
    const isLevel = all.some((each) => each.closest(".verdict-level"));
    mark(isLevel ? all.find((each) => each.value === key) : all[Number(key) - 1]);
  };
  const isWriting = (target) => target.closest("textarea, select, [contenteditable], input:not([type=radio], [type=checkbox])");

  document.addEventListener("keydown", (event) => {
    if (event.isComposing || event.keyCode === 229 || !toggle.checked || event.repeat) return;
    if (event.target.closest("dialog")) return; // a photo lies over the page
    if (event.ctrlKey && event.key === "Enter") {
      event.preventDefault();
      document.getElementById("save")?.click();
      return;
    }
    if (event.ctrlKey || event.metaKey || event.altKey || isWriting(event.target)) return;
    const key = event.key.toLowerCase();
    const act = acts[key] || (/^[0-9]$/.test(key) ? () => digit(key) : null);
    if (!act) return;
    event.preventDefault();
    act();
  });
});
