// Passkeys: what the browser's own functions want and give is bytes; what travels in the form is text.
(() => {
  "use strict";

  const forms = document.querySelectorAll("form[data-passkey]");
  if (!forms.length || !window.PublicKeyCredential || !window.isSecureContext) return;

  function toBytes(text) {
    const plain = atob(text.replace(/-/g, "+").replace(/_/g, "/"));
    return Uint8Array.from(plain, (letter) => letter.charCodeAt(0));
  }

  function toText(buffer) {
    const plain = Array.from(new Uint8Array(buffer), (byte) => String.fromCharCode(byte)).join("");
    return btoa(plain).replace(/\+/g, "-").replace(/\//g, "_").replace(/=+$/, "");
  }

  function withBytes(list) {
    return (list || []).map((one) => ({ ...one, id: toBytes(one.id) }));
  }

  function answerOf(credential) {
    const response = {};
    for (const name of ["clientDataJSON", "attestationObject", "authenticatorData", "signature", "userHandle"]) {
      if (credential.response[name]) response[name] = toText(credential.response[name]);
    }
    if (credential.response.getTransports) response.transports = credential.response.getTransports();
    return {
      id: credential.id,
      rawId: toText(credential.rawId),
      type: credential.type,
      response,
      clientExtensionResults: credential.getClientExtensionResults(),
    };
  }

  async function create(options) {
    const wanted = options.creation_options.publicKey;
    return navigator.credentials.create({
      publicKey: {
        ...wanted,
        challenge: toBytes(wanted.challenge),
        user: { ...wanted.user, id: toBytes(wanted.user.id) },
        excludeCredentials: withBytes(wanted.excludeCredentials),
        authenticatorSelection: {
          ...wanted.authenticatorSelection,
          residentKey: "required",
          requireResidentKey: true,
          userVerification: "required",
        },
      },
    });
  }

  async function use(options) {
    const wanted = options.request_options.publicKey;
    return navigator.credentials.get({
      publicKey: {
        ...wanted,
        challenge: toBytes(wanted.challenge),
        allowCredentials: withBytes(wanted.allowCredentials),
      },
    });
  }

  async function optionsFor(form) {
    if (form.dataset.passkey !== "sign-in") {
      return JSON.parse(document.getElementById("passkey-options").textContent);
    }
    const answer = await fetch(form.action, { headers: { Accept: "application/json" } });
    if (!answer.ok) throw new Error("no options");
    return answer.json();
  }

  async function send(form) {
    const problem = form.querySelector("[data-passkey-problem]");
    problem.hidden = true;
    try {
      const options = await optionsFor(form);
      const credential = form.dataset.passkey === "add" ? await create(options) : await use(options);
      form.elements.credential.value = JSON.stringify(answerOf(credential));
      form.submit();
    } catch {
      problem.hidden = false;
    }
  }

  document.querySelectorAll("[data-passkey-cannot]").forEach((words) => (words.hidden = true));
  forms.forEach((form) => {
    form.hidden = false;
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      send(form);
    });
  });
})();
