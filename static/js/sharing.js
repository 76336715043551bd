// Hands the picture and its text to another app where the device can; elsewhere downloads the one and copies the other.
(() => {
  "use strict";
  const state = document.querySelector("[data-share-state]");

  const fetched = async (button) => {
    const answer = await fetch(button.dataset.share, { credentials: "same-origin" });
    if (!answer.ok) throw new Error("no picture");
    return new File([await answer.blob()], button.dataset.name, { type: "image/png" });
  };

  const download = (file) => {
    const link = document.createElement("a");
    link.href = URL.createObjectURL(file);
    link.download = file.name;
    link.click();
    URL.revokeObjectURL(link.href);
  };

  const copy = async (field) => {
    field.select();
    try {
      await navigator.clipboard.writeText(field.value);
    } catch {
      document.execCommand("copy"); // pages over plain http have no clipboard
    }
  };

  for (const button of document.querySelectorAll("[data-share]")) {
    // Fetched beforehand: a device shares only right after the tap, and does not wait for the network.
    const file = fetched(button);
    const field = document.getElementById(button.dataset.text);
    file.then(() => { button.hidden = false; }, () => {});
    button.addEventListener("click", async () => {
      const picture = await file;
      if (navigator.canShare && navigator.canShare({ files: [picture] })) {
        try {
          await navigator.share({ files: [picture], text: field.value });
          return;
        } catch (fault) {
          if (fault.name === "AbortError") return; // the person thought better of it
        }
      }
      download(picture);
      await copy(field);
      state.textContent = button.dataset.failed;
    });
  }
})();
