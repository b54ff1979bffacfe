// Drafts: a form[data-draft] posts what is typed to the server, 2 s after the last key and every 20 s.
import { all, one, send, words } from "./page.js";

const AFTER_LAST_KEY = 2000;
const EVERY = 20000;
const timers = new WeakMap();
const dirty = new Set();

function fieldsOf(form) {
  const fields = new FormData(form);
  for (const [name, value] of [...fields]) if (value instanceof File) fields.delete(name);
  return fields;
}

function tell(form, text) {
  let line = one("[data-draft-status]", form);
  if (!line) {
    line = document.createElement("p");
    line.className = "draft-status";
    line.dataset.draftStatus = "";
    line.setAttribute("role", "status");
    form.append(line);
  }
  line.textContent = text;
}

async function keep(form, leaving = false) {
  if (!dirty.delete(form) || !form.isConnected) return;
  const answer = await send(form.dataset.draft, fieldsOf(form), leaving);
  if (answer.ok) {
    const time = new Date().toLocaleTimeString(document.documentElement.lang, { hour: "2-digit", minute: "2-digit" });
    tell(form, words("draft_kept", { time }));
  } else {
    dirty.add(form);
    tell(form, words("draft_waits"));
  }
}

export const keepAllDrafts = (leaving = false) => Promise.all([...dirty].map((form) => keep(form, leaving)));

export function startDrafts() {
  document.addEventListener("input", (event) => {
    const form = event.target.closest("form[data-draft]");
    if (!form) return;
    dirty.add(form);
    clearTimeout(timers.get(form));
    timers.set(form, setTimeout(() => keep(form), AFTER_LAST_KEY));
  });
  document.addEventListener("submit", (event) => dirty.delete(event.target));
  document.addEventListener("visibilitychange", () => document.hidden && keepAllDrafts(true));
  window.addEventListener("online", () => keepAllDrafts());
  setInterval(() => keepAllDrafts(), EVERY);
  for (const form of all("form[data-draft] [data-draft-status]")) form.setAttribute("role", "status");
}
