// What the page tells its scripts: the security token and the words of the language in use.
export const one = (selector, within = document) => within.querySelector(selector);
export const all = (selector, within = document) => [...within.querySelectorAll(selector)];
export const csrfToken = () => one('meta[name="csrf-token"]')?.content ?? "";

export function words(name, values = {}) {
  const text = JSON.parse(one("#plek-words")?.textContent ?? "{}")[name] ?? "";
  return Object.entries(values).reduce((line, [key, value]) => line.replace(`{${key}}`, value), text);
}

/** Send a form's fields to our own server; the promise tells whether it was accepted. */
export async function send(url, body, keepalive = false) {
  try {
    return await fetch(url, {
      method: "POST",
      body,
      keepalive,
      credentials: "same-origin",
      headers: { "X-CSRFToken": csrfToken(), "X-Requested-With": "fetch" },
    });
  } catch {
    return new Response(null, { status: 503 });
  }
}

export const isTyping = (target) =>
  target instanceof Element && Boolean(target.closest("input, textarea, select, [contenteditable]"));
