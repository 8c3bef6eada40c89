// Five minutes before the session ends: a question, in every open tab. Tabs share only the time of the last act.
(() => {
  "use strict";

  const WARNING = 300;
  const KEY = "msp-last-active";

  const dialog = document.getElementById("signout-warning");
  if (!dialog) return;
  const form = dialog.querySelector("form");
  const main = document.querySelector("main");
  const title = dialog.querySelector("h2");
  const text = dialog.querySelector("[data-signout-text]");
  const over = dialog.querySelector("[data-signout-over]");
  const before = { title: title.textContent, text: text.textContent };
  const limit = Number(dialog.dataset.seconds);
  const warnAt = Math.max(limit - WARNING, limit / 2);
  let own = Date.now();

  function touch() {
    own = Date.now();
    try {
      localStorage.setItem(KEY, String(own));
    } catch {
      // no storage: this tab counts for itself
    }
  }

  function idleSeconds() {
    let last = own;
    try {
      last = Math.max(own, Number(localStorage.getItem(KEY)) || 0);
    } catch {
      // see above
    }
    return (Date.now() - Math.min(last, Date.now())) / 1000;
  }

  function show(ended) {
    title.textContent = ended ? "You have been signed out" : before.title;
    text.textContent = ended ? "Sign in to go on. What you typed into a form is kept." : before.text;
    form.hidden = ended;
    over.hidden = !ended;
    main.hidden = ended; // nobody reads a record over an empty chair
    if (!dialog.open) dialog.showModal();
    if (ended && document.activeElement !== over.firstElementChild) over.firstElementChild.focus();
  }

  function look() {
    const idle = idleSeconds();
    if (idle >= warnAt) {
      show(idle >= limit);
    } else if (dialog.open) {
      main.hidden = false;
      dialog.close();
    }
  }

  dialog.addEventListener("cancel", (event) => event.preventDefault());
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    try {
      const response = await fetch(form.action, {
        method: "POST",
        body: new URLSearchParams(new FormData(form)),
        redirect: "manual",
      });
      if (response.status !== 204) return show(true);
      touch();
      look();
    } catch {
      text.textContent = "You are not connected. Try again when you are.";
    }
  });
  document.addEventListener("msp:active", touch);
  touch();
  setInterval(look, 1000);
})();
