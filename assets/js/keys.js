// Keys: any element with data-key is pressed by its key, or by two in a row ("g v"). Never while typing.
import { all, isTyping, one } from "./page.js";

const SETTING = "plek.keys";
const SECOND_KEY_WITHIN = 1500;
let first = "";
let forgetting;

export const isOff = () => localStorage.getItem(SETTING) === "off" || document.documentElement.dataset.keys === "off";

function find(keys) {
  return all("[data-key]").find((element) => element.dataset.key === keys && !element.closest("[inert]"));
}

function press(element) {
  if (isTyping(element)) {
    element.focus();
    element.select?.();
  } else {
    element.click();
  }
}

function onKey(event) {
  if (isOff() || event.ctrlKey || event.metaKey || event.altKey || isTyping(event.target)) return;
  if (one("dialog[open]")) return;
  const element = (first && find(`${first} ${event.key}`)) || find(event.key);
  clearTimeout(forgetting);
  first = element ? "" : event.key;
  if (element) {
    event.preventDefault();
    press(element);
  } else {
    forgetting = setTimeout(() => (first = ""), SECOND_KEY_WITHIN);
  }
}

export function startKeys() {
  document.addEventListener("keydown", onKey);
  const setting = one("#keys-on");
  if (!setting) return;
  setting.checked = !isOff();
  setting.addEventListener("change", () => localStorage.setItem(SETTING, setting.checked ? "on" : "off"));
}
