import { initAll } from "../vendor/govuk-frontend/govuk-frontend.min.js";

async function enhance(scope) {
  initAll({ scope });
  if (scope.querySelector('[data-module^="moj-"]')) {
    const moj = await import("../vendor/moj-frontend/moj-frontend.min.js");
    moj.initAll({ scope });
  }
}

enhance(document.body);
document.body.addEventListener("htmx:afterSwap", (event) => enhance(event.detail.elt));

// A page that comes back from the browser's memory may show what its reader may no longer see.
window.addEventListener("pageshow", (event) => {
  if (event.persisted) window.location.reload();
});
