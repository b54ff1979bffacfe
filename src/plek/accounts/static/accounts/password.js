// A button beside a password that shows what is typed, so that nobody has to type it twice or blindly.
for (const button of document.querySelectorAll("[data-shows-password]")) {
  const field = document.getElementById(button.dataset.showsPassword);
  button.hidden = false;
  button.addEventListener("click", () => {
    const shown = field.type === "text";
    field.type = shown ? "password" : "text";
    button.setAttribute("aria-pressed", String(!shown));
  });
  field.form.addEventListener("submit", () => (field.type = "password"));
}
