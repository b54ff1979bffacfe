// A form is sent once: the second press of an impatient thumb is dropped.
import { all } from "./page.js";

const GIVE_UP_AFTER = 10000;

function release(form) {
  form.removeAttribute("aria-busy");
  for (const button of all("button[data-was-pressed]", form)) {
    button.removeAttribute("aria-busy");
    delete button.dataset.wasPressed;
  }
}

function hold(event) {
  const form = event.target;
  if (form.method === "dialog" || form.dataset.busy === "off" || event.defaultPrevented) return;
  if (form.getAttribute("aria-busy") === "true") {
    event.preventDefault();
    event.stopImmediatePropagation();
    return;
  }
  form.setAttribute("aria-busy", "true");
  if (event.submitter) {
    event.submitter.dataset.wasPressed = "yes";
    event.submitter.setAttribute("aria-busy", "true");
  }
  setTimeout(() => release(form), GIVE_UP_AFTER);
}

export function startBusy() {
  document.addEventListener("submit", hold, true);
  document.addEventListener("htmx:afterRequest", (event) => {
    const form = event.target.closest?.("form");
    if (form) release(form);
  });
  window.addEventListener("pageshow", () => all("form[aria-busy]").forEach(release));
}
