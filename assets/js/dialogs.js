// Dialogs open from [data-opens] and close from [data-closes]; menus close on Escape and outside.
import { all, one } from "./page.js";

function onClick(event) {
  const opener = event.target.closest("[data-opens]");
  const closer = event.target.closest("[data-closes]");
  if (opener) {
    const dialog = document.getElementById(opener.dataset.opens);
    if (!dialog) return;
    event.preventDefault();
    dialog.showModal();
  } else if (closer) {
    event.preventDefault();
    closer.closest("dialog")?.close();
  }
  for (const menu of all("details.menu[open]")) if (!menu.contains(event.target)) menu.open = false;
}

function onEscape(event) {
  if (event.key !== "Escape") return;
  const menu = one("details.menu[open]");
  if (!menu) return;
  menu.open = false;
  one("summary", menu)?.focus();
  event.stopImmediatePropagation();
}

export function startDialogs() {
  document.addEventListener("click", onClick);
  document.addEventListener("keydown", onEscape);
}
