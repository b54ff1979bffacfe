// An invalid form: the focus goes to its summary, and the title says so first.
import { one, words } from "./page.js";

const SUMMARY = "[data-error-summary]:not([data-sample] *)";

function showErrors() {
  const summary = one(SUMMARY);
  const prefix = words("error_prefix");
  const bare = document.title.startsWith(prefix) ? document.title.slice(prefix.length) : document.title;
  document.title = summary ? prefix + bare : bare;
  return summary;
}

function toField(event) {
  const link = event.target.closest("[data-error-summary] a[href^='#']");
  const field = link && document.getElementById(link.hash.slice(1));
  if (!field) return;
  event.preventDefault();
  field.closest(".field")?.scrollIntoView({ block: "center" });
  field.focus();
}

export function startErrors() {
  showErrors()?.focus();
  document.addEventListener("click", toField);
  document.addEventListener("htmx:afterSettle", (event) => {
    const summary = showErrors();
    if (summary && (event.target.contains(summary) || summary.contains(event.target))) summary.focus();
  });
}
