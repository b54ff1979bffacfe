// The right panel: htmx fills #panel, this opens and closes it, keeps Back working and the focus sensible.
import { all, one } from "./page.js";

const frame = () => one("#panel-frame");
const isOpen = () => frame() && !frame().hidden;
const roomBeside = window.matchMedia("(min-width: 80rem)");
const covers = () => !roomBeside.matches;
let opener;

function makeRestInert(inert) {
  for (const part of all("[data-behind-panel]")) part.inert = inert;
}

function focusInside() {
  const target = one("[data-error-summary], [autofocus], h1, h2", one("#panel")) ?? frame();
  if (!target.matches("input, select, textarea, button, a")) target.tabIndex = -1;
  target.focus();
}

function open() {
  if (!isOpen()) {
    opener ??= document.activeElement;
    frame().hidden = false;
    history.pushState({ panel: true }, "");
  }
  makeRestInert(covers());
  focusInside();
}

function shut() {
  if (!isOpen()) return;
  makeRestInert(false);
  frame().hidden = true;
  one("#panel").replaceChildren();
  (opener?.isConnected ? opener : one("#page"))?.focus();
  opener = undefined;
}

export function closePanel() {
  if (!isOpen()) return;
  shut();
  if (history.state?.panel) history.back();
}

function onKey(event) {
  if (event.key === "Escape" && isOpen() && !one("dialog[open]") && frame().contains(event.target)) closePanel();
}

export function startPanel() {
  document.addEventListener("htmx:beforeRequest", (event) => {
    if (event.detail.target?.id === "panel" && !isOpen()) opener = event.detail.elt;
  });
  document.addEventListener("htmx:afterSwap", (event) => {
    if (event.detail.target?.id !== "panel") return;
    if (event.detail.target.childElementCount) open();
    else closePanel();
  });
  // A tablet that is turned, or a window made wider, has room for the page beside the panel.
  roomBeside.addEventListener("change", () => isOpen() && makeRestInert(covers()));
  document.addEventListener("plek:close-panel", closePanel);
  document.addEventListener("click", (event) => {
    if (!event.target.closest("[data-closes-panel]")) return;
    event.preventDefault();
    closePanel();
  });
  document.addEventListener("keydown", onKey);
  window.addEventListener("popstate", (event) => {
    if (!event.state?.panel) shut();
  });
  if (isOpen()) makeRestInert(covers());
}
