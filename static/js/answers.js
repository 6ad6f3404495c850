// Answering a follow-up: says so when a row could not be sent, and marks the fields that are wrong. Nothing needs it.
"use strict";

const FAILED = "Inte sparat: portalen svarade inte som den skulle. Det du skrev står kvar. Försök igen, eller ladda om sidan och logga in.";

function tell(place) {
  const words = document.createElement("p");
  words.className = "wrong";
  words.textContent = FAILED;
  place.replaceChildren(words);
}

document.addEventListener("htmx:beforeSwap", (event) => {
  event.detail.shouldSwap = event.detail.xhr.getResponseHeader("X-Answer-Row") !== null;
  if (!event.detail.shouldSwap) tell(event.detail.target);
});
document.addEventListener("htmx:sendError", (event) => tell(event.detail.target));
document.addEventListener("htmx:afterSwap", (event) => {
  const row = event.detail.target.closest(".row");
  row.querySelectorAll("[aria-describedby]").forEach((field) => {
    const wrong = document.getElementById(field.getAttribute("aria-describedby"));
    field.setAttribute("aria-invalid", String(wrong.textContent !== ""));
  });
  row.classList.toggle("troubled", row.querySelector("[aria-invalid=true], .both") !== null);
});
