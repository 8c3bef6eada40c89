// Half-written text is sent to the form's own address, where the server keeps it for its writer.
// Without this script "Save and finish later" does the same.
(() => {
  "use strict";

  const QUIET = 2000; // after the last key
  const FIRST_RETRY = 3000;
  const LAST_RETRY = 60000;
  const KEEPALIVE_LIMIT = 60000; // browsers refuse more in a request that outlives its page

  const form = document.querySelector("form[data-autosave]");
  const line = form && form.querySelector("[data-autosave-status]");
  if (!line) return;
  const words = line.querySelector("[data-autosave-text]");
  const spoken = line.querySelector("[data-autosave-spoken]");
  const again = line.querySelector("[data-autosave-again]");
  const signIn = line.querySelector("[data-autosave-sign-in]");

  let lastSaved = typed();
  let timer = 0;
  let retry = FIRST_RETRY;
  let stopped = false; // it has been sent, or thrown away
  let sending = false;
  let saving = null;
  let troubled = false;
  let unsent = ""; // said until something gets through again

  function typed() {
    const data = new URLSearchParams();
    for (const [name, value] of new FormData(form)) {
      const secret = form.querySelector(`input[type="password"][name="${CSS.escape(name)}"]`);
      if (typeof value === "string" && !secret) data.append(name, value);
    }
    return data.toString();
  }

  function say(text, { trouble = false, signedOut = false } = {}) {
    line.hidden = false;
    words.textContent = text;
    again.hidden = !trouble;
    signIn.hidden = !signedOut;
    // Read aloud only what changes the picture, not every save.
    if (trouble !== troubled) spoken.textContent = text;
    troubled = trouble;
  }

  function later(delay) {
    clearTimeout(timer);
    timer = setTimeout(save, delay);
  }

  function failed(options = {}) {
    const text = options.signedOut ? "Not saved here: you have been signed out." : "Not saved, try again.";
    say(`${unsent}${text} Your text is still on this page.`, { trouble: true, ...options });
    later(retry);
    retry = Math.min(retry * 2, LAST_RETRY);
  }

  function answered(response, body) {
    if (response.status === 204) {
      lastSaved = body;
      retry = FIRST_RETRY;
      unsent = "";
      say(`Saved ${response.headers.get("Saved-At") || ""}`.trim());
      document.dispatchEvent(new CustomEvent("msp:active"));
      if (typed() !== lastSaved) later(QUIET);
    } else if (response.status === 409) {
      stopped = true;
      say("This form has already been sent.");
    } else if (response.status === 412) {
      stopped = true;
      say("Not saved here: this was changed in another window. Press the button to see both.", { trouble: true });
    } else if (response.status === 413) {
      say("This is too long to keep unfinished. Send it, or make it shorter.");
    } else if (response.status === 401 || response.type === "opaqueredirect") {
      failed({ signedOut: true });
    } else {
      failed();
    }
  }

  async function save() {
    clearTimeout(timer);
    const body = typed();
    if (stopped || sending || saving || body === lastSaved) return;
    saving = new AbortController();
    const slow = setTimeout(() => saving && saving.abort(), 20000);
    if (!troubled) say("Saving…");
    try {
      const response = await fetch(form.getAttribute("action") || location.href.split("#")[0], {
        method: "POST",
        body: new URLSearchParams(`${body}&draft=1`),
        redirect: "manual",
        keepalive: body.length < KEEPALIVE_LIMIT,
        signal: saving.signal,
      });
      saving = null;
      answered(response, body);
    } catch {
      saving = null;
      if (!stopped && !sending) failed();
    } finally {
      clearTimeout(slow);
    }
  }

  form.addEventListener("input", () => later(QUIET));
  form.addEventListener("change", () => later(QUIET));
  form.addEventListener("focusout", save);
  document.addEventListener("visibilitychange", save);
  window.addEventListener("pagehide", save);
  window.addEventListener("online", save);
  again.addEventListener("click", () => {
    retry = FIRST_RETRY;
    save();
  });

  form.addEventListener("submit", (event) => {
    if (navigator.onLine === false) {
      event.preventDefault();
      unsent = "You are not connected, so nothing was sent. ";
      failed();
      return;
    }
    sending = true; // what is sent is not a draft any more
    clearTimeout(timer);
    if (saving) saving.abort();
  });
  document.addEventListener("submit", (event) => {
    if (event.target.matches("[data-discard]")) stopped = true;
  });
  document.addEventListener("msp:not-sent", () => {
    sending = false;
    later(QUIET);
  });
  window.addEventListener("pageshow", (event) => {
    // The page that the browser kept may be older than what was saved. Not reload(): that would send it again.
    if (event.persisted) location.replace(location.href.split("#")[0]);
  });
})();
