// Reviewing an imported page: goes on to what is left once a piece is decided, and says when that could not be sent.
// Nothing needs this file.
"use strict";

const NOT_SENT = "Inte sparat: portalen svarade inte som den skulle. Försök igen, eller ladda om sidan och logga in.";
let decided = "";

document.addEventListener("htmx:beforeRequest", (event) => {
  decided = event.detail.requestConfig.verb === "post" ? event.detail.target.id : "";
});
document.addEventListener("htmx:afterSettle", (event) => {
  const piece = document.getElementById(decided || event.detail.target.id);
  if (!piece?.matches(".piece")) return;
  const pieces = [...document.querySelectorAll(".piece")];
  const after = pieces.slice(pieces.indexOf(piece) + 1);
  const isDone = decided && !piece.matches(".open, .uncertain");
  const next = isDone ? after.find((one) => one.matches(".open, .uncertain")) : piece;
  decided = "";
  (next?.querySelector("button.accept, select, textarea, input:not([type=hidden])") ?? next ?? piece).focus();
});
for (const name of ["htmx:responseError", "htmx:sendError"]) {
  document.addEventListener(name, (event) => {
    const words = document.createElement("p");
    words.className = "errornote";
    words.setAttribute("role", "alert");
    words.textContent = NOT_SENT;
    event.detail.target.prepend(words);
  });
}
