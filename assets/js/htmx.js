// htmx: the token goes with each request of our own; errors that no form shows are said aloud.
import { say } from "./announce.js";
import { csrfToken, words } from "./page.js";

const FORM_HAS_ERRORS = 422;

export function startHtmx() {
  document.addEventListener("htmx:configRequest", (event) => {
    if (event.detail.verb !== "get") event.detail.headers["X-CSRFToken"] = csrfToken();
  });
  document.addEventListener("htmx:responseError", (event) => {
    if (event.detail.xhr.status !== FORM_HAS_ERRORS) say(words("failed"));
  });
  document.addEventListener("htmx:sendError", () => say(words("offline")));
}
