// One live region that tells what just happened; also shown for a while to who can see it.
import { one } from "./page.js";

const SHOWN_FOR = 8000;
let timer;

export function say(text) {
  const region = one("#said");
  if (!region || !text) return;
  const line = document.createElement("p");
  line.textContent = text;
  region.replaceChildren(line);
  clearTimeout(timer);
  timer = setTimeout(() => region.replaceChildren(), SHOWN_FOR);
}

export function startAnnouncer() {
  document.addEventListener("plek:said", (event) => say(event.detail?.value ?? event.detail?.text));
}
