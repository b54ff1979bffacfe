// The search box: what is found drops down below it; arrows choose, Enter opens, Escape closes (a combobox).
import { all, one } from "./page.js";

const box = () => one("#search");
const list = () => one("#search-found");
const options = () => all('[role="option"]', list());
let chosen = -1;

function show(open) {
  list().hidden = !open;
  box().setAttribute("aria-expanded", String(open));
  if (!open) choose(-1);
}

/** Mark one of the found; -1 marks none. */
function choose(index) {
  const found = options();
  chosen = Math.min(index, found.length - 1);
  found.forEach((option, i) => option.setAttribute("aria-selected", String(i === chosen)));
  if (chosen < 0) return box().removeAttribute("aria-activedescendant");
  box().setAttribute("aria-activedescendant", found[chosen].id);
  found[chosen].scrollIntoView({ block: "nearest" });
}

function onKey(event) {
  if (event.key === "Escape") return show(false);
  if (list().hidden) return;
  if (event.key === "ArrowDown") choose((chosen + 1) % options().length);
  else if (event.key === "ArrowUp") choose(chosen <= 0 ? options().length - 1 : chosen - 1);
  else if (event.key === "Enter" && options().length) options()[Math.max(chosen, 0)].click();
  else return;
  event.preventDefault();
}

export function startSearch() {
  if (!box()) return;
  box().addEventListener("keydown", onKey);
  document.addEventListener("htmx:afterSwap", (event) => {
    if (event.detail.target === list()) show(box().value.trim().length > 1);
  });
  document.addEventListener("click", (event) => {
    if (!event.target.closest("[data-search]")) show(false);
  });
}
