// Before a session ends: save what was typed, ask whether to stay, and tell other tabs.
import { keepAllDrafts } from "./drafts.js";
import { one, send } from "./page.js";

const WARN_BEFORE = 120;
const SAVE_BEFORE = 10;
const tabs = "BroadcastChannel" in window ? new BroadcastChannel("plek-session") : null;
let endsAt;

const secondsLeft = () => Math.round((endsAt - Date.now()) / 1000);

function extend(dialog, seconds) {
  endsAt = Date.now() + seconds * 1000;
  if (dialog.open) dialog.close();
}

function tick(dialog) {
  const left = secondsLeft();
  if (left > WARN_BEFORE) return;
  if (left > 0 && left <= SAVE_BEFORE) keepAllDrafts();
  if (left <= 0) {
    one("[data-session-warning]", dialog).hidden = true;
    one("[data-session-over]", dialog).hidden = false;
  }
  if (!dialog.open) {
    keepAllDrafts();
    dialog.showModal();
  }
}

async function stay(dialog, length) {
  const answer = await send(dialog.dataset.keepalive, new FormData());
  if (answer.status === 401) endsAt = Date.now();
  if (!answer.ok) return;
  const { seconds } = await answer.json().catch(() => ({}));
  extend(dialog, seconds || length);
  tabs?.postMessage(seconds || length);
}

export function startSession() {
  const dialog = one("#session");
  const length = Number(dialog?.dataset.sessionEndsIn);
  if (!length) return;
  extend(dialog, length);
  setInterval(() => tick(dialog), 1000);
  one("[data-stay]", dialog).addEventListener("click", () => stay(dialog, length));
  dialog.addEventListener("cancel", (event) => secondsLeft() <= 0 && event.preventDefault());
  tabs?.addEventListener("message", (event) => extend(dialog, Number(event.data)));
  document.addEventListener("htmx:afterRequest", (event) => {
    const seconds = Number(event.detail.xhr.getResponseHeader("X-Session-Ends-In"));
    if (seconds) extend(dialog, seconds);
  });
}
