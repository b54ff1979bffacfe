// Tabs: the open one stands in view where a phone is too narrow for all.
import { all } from "./page.js";

export function startTabs() {
  for (const tab of all(".tabs [aria-current]")) {
    const row = tab.parentElement;
    row.scrollLeft = tab.offsetLeft - row.offsetLeft - (row.clientWidth - tab.offsetWidth) / 2;
  }
}
