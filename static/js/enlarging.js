// A photo opens large in place and is shown in its full size on request. Without the script its link opens it in a tab.
addEventListener("DOMContentLoaded", () => {
  const frame = document.getElementById("enlarged");
  const place = document.getElementById("enlarged-place");
  const whole = frame.querySelector("[data-whole]");

  const show = (isWhole) => {
    frame.classList.toggle("is-whole", isWhole);
    whole.setAttribute("aria-pressed", isWhole);
  };

  document.addEventListener("click", (event) => {
    const link = event.target.closest("[data-enlarge]");
    if (!link || event.ctrlKey || event.metaKey || event.shiftKey) return; // in a tab, as was asked for
    event.preventDefault();
    const small = link.querySelector("img");
    const photo = new Image();
    [photo.src, photo.alt] = [small.src, small.alt]; // the one that is there already
    place.replaceChildren(photo);
    document.getElementById("enlarged-words").textContent = small.alt;
    show(false);
    frame.showModal();
  });
  whole.addEventListener("click", () => show(!frame.classList.contains("is-whole")));
  place.addEventListener("click", () => show(!frame.classList.contains("is-whole")));
  frame.addEventListener("click", (event) => { if (event.target === frame) frame.close(); }); // beside it
});
