// Passkeys: hands the form of the page to allauth, and tells in Swedish when a passkey could not be used.
const form = document.getElementById("passkey-form");
const error = document.getElementById("passkey-error");
const ids = { credential: form.querySelector("[name=credential]").id, [form.dataset.trigger]: "passkey-button" };
if (document.getElementById("passkey-data")) ids.data = "passkey-data";
const passwordless = form.querySelector("[name=passwordless]");
if (passwordless) ids.passwordless = passwordless.id;
window.allauth.webauthn.forms[form.dataset.passkey]({ ids });
document.addEventListener("allauth.error", (event) => {
  event.preventDefault();
  error.hidden = false;
});
