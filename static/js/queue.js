// One tick for all rows of the page; without a script each row has its own.
const all = document.querySelector("[data-tick-all]");
if (all) {
  const rows = () => document.querySelectorAll(".queue input[name=item]");
  all.hidden = false;
  all.querySelector("input").addEventListener("change", (event) => {
    for (const row of rows()) row.checked = event.target.checked;
  });
}
