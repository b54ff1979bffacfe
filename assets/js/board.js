// A board: dragging a card, or m and the arrows, fills in and sends its own move form. The form alone is enough.
import { say } from "./announce.js";
import { isOff } from "./keys.js";
import { all, isTyping, one } from "./page.js";

const STEPS = { ArrowLeft: -1, ArrowUp: -1, ArrowRight: 1, ArrowDown: 1 };

let dragged;

function makeDraggable() {
  for (const card of all("[data-board] [data-card]")) if (one("form[data-move]", card)) card.draggable = true;
}

function moveTo(column) {
  const form = one("form[data-move]", dragged);
  const field = form.elements.namedItem(form.dataset.move || "to");
  if (!field || field.value === column.dataset.column) return;
  field.value = column.dataset.column;
  form.requestSubmit();
}

function columnUnder(event) {
  const column = dragged && event.target.closest?.("[data-column]");
  return column && column.closest("[data-board]") === dragged.closest("[data-board]") ? column : null;
}

function mark(column) {
  for (const other of all("[data-column].is-over")) other.classList.toggle("is-over", other === column);
  column?.classList.add("is-over");
}

function openMenu(card) {
  const menu = one("details.move", card);
  if (!menu) return;
  menu.open = true;
  one("select", menu).focus();
}

function choose(event, field) {
  const { form } = field;
  if (event.key in STEPS) {
    const next = field.selectedIndex + STEPS[event.key];
    field.selectedIndex = Math.min(Math.max(next, 0), field.options.length - 1);
    say(field.selectedOptions[0].textContent);
  } else if (event.key === "Enter") form.requestSubmit();
  else if (event.key === "Escape") {
    form.reset();
    form.closest("details").open = false;
    one("summary", form.closest("details")).focus();
  } else return;
  event.preventDefault();
}

function onKey(event) {
  if (event.ctrlKey || event.metaKey || event.altKey) return;
  const field = event.target.closest?.("[data-board] form[data-move] select");
  const card = event.target.closest?.("[data-board] [data-card]");
  if (field) choose(event, field);
  else if (card && event.key === "m" && !isOff() && !isTyping(event.target)) {
    event.preventDefault();
    openMenu(card);
  }
}

export function startBoards() {
  makeDraggable();
  say(one("[data-moved]")?.textContent.trim());
  document.addEventListener("keydown", onKey);
  document.addEventListener("htmx:afterSettle", makeDraggable);
  document.addEventListener("dragstart", (event) => {
    dragged = event.target.closest?.("[data-board] [data-card]");
    dragged?.classList.add("is-dragged");
  });
  document.addEventListener("dragover", (event) => {
    const column = columnUnder(event);
    if (column) event.preventDefault();
    if (dragged) mark(column);
  });
  document.addEventListener("drop", (event) => {
    const column = columnUnder(event);
    if (!column) return;
    event.preventDefault();
    moveTo(column);
  });
  document.addEventListener("dragend", () => {
    dragged?.classList.remove("is-dragged");
    dragged = undefined;
    mark(null);
  });
}
