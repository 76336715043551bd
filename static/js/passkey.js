// Asks the browser for a passkey and posts what it says. Without this script another second factor is used.
(() => {
  "use strict";
  const button = document.querySelector("[data-passkey]");
  const form = button.form;
  const told = document.getElementById("passkey-told");
  const options = JSON.parse(document.getElementById("passkey-options").textContent);

  const tell = (words) => {
    told.textContent = words;
    told.hidden = false;
  };

  const shown = () =>
    options.creation_options
      ? webauthnJSON.create(options.creation_options)
      : webauthnJSON.get(options.request_options);

  if (!window.PublicKeyCredential) {
    tell(told.dataset.absent);
    return;
  }
  button.hidden = false;
  button.addEventListener("click", async () => {
    told.hidden = true;
    try {
      form.elements.credential.value = JSON.stringify(await shown());
    } catch (fault) {
      tell(fault.name === "InvalidStateError" ? told.dataset.known : told.dataset.unfinished);
      return;
    }
    form.submit();
  });
})();
