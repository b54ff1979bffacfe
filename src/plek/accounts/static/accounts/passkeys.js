// Passkeys: a form[data-passkey] asks the device for a proof ("get") or a new key ("create") and sends it along.
async function optionsOf(form) {
  if (!form.dataset.optionsFrom) return JSON.parse(document.getElementById(form.dataset.options).textContent);
  const answer = await fetch(form.dataset.optionsFrom, { headers: { Accept: "application/json" } });
  if (!answer.ok) throw new Error("no options");
  return answer.json();
}

async function prove(form) {
  const options = await optionsOf(form);
  return form.dataset.passkey === "create"
    ? window.webauthnJSON.create(options.creation_options)
    : window.webauthnJSON.get(options.request_options);
}

async function onSubmit(event) {
  event.preventDefault();
  event.stopImmediatePropagation();
  const form = event.target;
  const trouble = form.querySelector("[data-passkey-trouble]");
  trouble.hidden = true;
  try {
    form.elements.namedItem("credential").value = JSON.stringify(await prove(form));
    form.submit();
  } catch {
    trouble.hidden = false;
  }
}

if (window.PublicKeyCredential && window.webauthnJSON) {
  // On the window, so that the guard against sending twice does not hold the form while the device asks.
  window.addEventListener("submit", (event) => event.target.matches("form[data-passkey]") && onSubmit(event), true);
} else {
  for (const form of document.querySelectorAll("form[data-passkey]")) {
    form.querySelector("[data-passkey-trouble]").hidden = false;
  }
}
