// A form is sent once. The server makes sure of it; this spares people the doubt.
(() => {
  "use strict";

  const GIVE_UP = 10000; // a download or a lost connection leaves the page where it is

  function buttons(form) {
    return form.querySelectorAll("button[type=submit]");
  }

  function free(form) {
    delete form.dataset.sent;
    buttons(form).forEach((button) => (button.disabled = false));
  }

  document.addEventListener("submit", (event) => {
    const form = event.target;
    if (!form.matches("form[data-once]")) return;
    if (form.dataset.sent) {
      event.preventDefault();
      return;
    }
    if (event.defaultPrevented) return;
    form.dataset.sent = "yes";
    // Not before the browser has taken the pressed button's name and value into what it sends.
    setTimeout(() => buttons(form).forEach((button) => (button.disabled = true)), 0);
    setTimeout(() => {
      free(form);
      document.dispatchEvent(new CustomEvent("msp:not-sent"));
    }, GIVE_UP);
  });

  window.addEventListener("pageshow", () => document.querySelectorAll("form[data-once]").forEach(free));
})();
