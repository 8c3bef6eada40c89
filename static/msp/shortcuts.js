// Single keys, listed by `?`, and off for whoever does not want them (WCAG 2.1.4).
// An element says its own key: <a data-shortcut="n">, or <input data-shortcut="/"> to go into it.
(() => {
  "use strict";

  const KEY = "msp-shortcuts";
  const dialog = document.getElementById("shortcuts");
  if (!dialog) return;
  const list = dialog.querySelector("[data-shortcuts-list]");
  const box = dialog.querySelector("[data-shortcuts-switch]");

  function stored() {
    try {
      return localStorage.getItem(KEY);
    } catch {
      return null; // no storage: on for this page
    }
  }

  let on = stored() !== "off";
  box.checked = on;
  box.addEventListener("change", () => {
    on = box.checked;
    try {
      localStorage.setItem(KEY, on ? "on" : "off");
    } catch {
      // the choice lasts for this page
    }
  });

  function nameOf(element) {
    const label = element.labels && element.labels[0];
    return (element.dataset.shortcutName || (label || element).textContent).replace(/\s+/g, " ").trim();
  }

  function targets() {
    return [...document.querySelectorAll("[data-shortcut]")];
  }

  function addRow(key, name) {
    const term = document.createElement("dt");
    const keyboard = document.createElement("kbd");
    keyboard.textContent = key;
    term.append(keyboard);
    const description = document.createElement("dd");
    description.textContent = name;
    list.append(term, description);
  }

  function open() {
    if (dialog.open) return;
    list.replaceChildren();
    addRow("?", "This list");
    for (const element of targets()) addRow(element.dataset.shortcut, nameOf(element));
    dialog.showModal();
  }

  function isWriting(element) {
    return element.closest("input, textarea, select, [contenteditable], dialog") !== null;
  }

  document.addEventListener("keydown", (event) => {
    if (!on || event.ctrlKey || event.altKey || event.metaKey || event.isComposing) return;
    if (isWriting(event.target)) return;
    if (event.key === "?") {
      event.preventDefault();
      open();
      return;
    }
    const element = targets().find((one) => one.dataset.shortcut === event.key);
    if (!element) return;
    event.preventDefault();
    if (element.matches("input, textarea, select")) element.focus();
    else element.click();
  });

  for (const holder of document.querySelectorAll("[data-shortcuts-only]")) holder.hidden = false;
  for (const button of document.querySelectorAll("[data-shortcuts-open]")) button.addEventListener("click", open);
})();
