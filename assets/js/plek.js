// Plek's own script. Every page also works without it.
import { startAnnouncer } from "./announce.js";
import { startBoards } from "./board.js";
import { startBusy } from "./busy.js";
import { startDialogs } from "./dialogs.js";
import { startDrafts } from "./drafts.js";
import { startErrors } from "./errors.js";
import { startHtmx } from "./htmx.js";
import { startKeys } from "./keys.js";
import { startPanel } from "./panel.js";
import { startSearch } from "./search.js";
import { startSession } from "./session.js";
import { startTabs } from "./tabs.js";

document.documentElement.classList.add("js");
startHtmx();
startAnnouncer();
startBusy();
startDialogs();
startPanel();
startErrors();
startKeys();
startDrafts();
startBoards();
startSearch();
startSession();
startTabs();
