// A board: dragging a card fills in and sends the card's own move form. The form alone is enough.
import { all, one } from "./page.js";

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

export function startBoards() {
  makeDraggable();
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
