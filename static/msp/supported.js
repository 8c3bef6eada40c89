// Before anything is drawn: tell the styles that scripts run, so that hidden parts stay hidden without a flash.
document.body.classList.add("js-enabled");
if ("noModule" in HTMLScriptElement.prototype) document.body.classList.add("govuk-frontend-supported");
