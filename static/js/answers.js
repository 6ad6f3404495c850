// Answering a follow-up: says when a row could not be sent, marks the fields that are wrong, and asks before one leaves
// the page with something unsent. Nothing needs this file.
"use strict";

const FAILED = "Inte sparat: portalen svarade inte som den skulle. Det du skrev står kvar. Försök igen, eller ladda om sidan och logga in.";
let submitting = false;
let pressing = false; // a button that sends the whole form is held down

function tell(place) {
  const words = document.createElement("p");
  words.className = "wrong";
  words.textContent = FAILED;
  place.replaceChildren(words);
}

function markWrong(row) {
  row.querySelectorAll("[aria-describedby]").forEach((field) => {
    const wrong = document.getElementById(field.getAttribute("aria-describedby"));
    field.setAttribute("aria-invalid", String(wrong.textContent !== ""));
  });
  row.classList.toggle("troubled", row.querySelector("[aria-invalid=true], .both") !== null);
}

// A row is unsent from the first letter until it is sent, and again when it was not saved.
document.addEventListener("input", (event) => event.target.closest(".row")?.setAttribute("data-unsent", ""));
document.addEventListener("htmx:beforeSend", (event) => {
  event.detail.elt.removeAttribute("data-unsent");
  event.detail.elt.setAttribute("data-sending", "");
});
// The whole form carries every row, and the page must not move while its button is held down.
document.addEventListener("pointerdown", (event) => { pressing = event.target.closest("[type=submit]") !== null; });
document.addEventListener("pointerup", () => setTimeout(() => { pressing = false; }));
document.addEventListener("htmx:beforeRequest", (event) => { if (pressing) event.preventDefault(); });
document.addEventListener("htmx:beforeSwap", (event) => {
  if (pressing) { event.detail.shouldSwap = false; return; }
  event.detail.shouldSwap = event.detail.xhr.getResponseHeader("X-Answer-Row") !== null;
  if (!event.detail.shouldSwap) tell(event.detail.target);
});
document.addEventListener("htmx:sendError", (event) => tell(event.detail.target));
document.addEventListener("htmx:afterRequest", (event) => {
  const row = event.detail.elt;
  row.removeAttribute("data-sending");
  if (row.querySelector(".told :is(.wrong, .refused, .conflict)")) row.setAttribute("data-unsent", "");
  markWrong(row);
});
document.addEventListener("submit", () => { submitting = true; });
addEventListener("beforeunload", (event) => {
  if (!submitting && document.querySelector("[data-unsent], [data-sending]")) event.preventDefault();
});
