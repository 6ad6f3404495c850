// A field over long lists of tick boxes: what does not match what is typed is hidden. Nothing needs this file.
"use strict";

const LONG = 8;

function matches(list, typed) {
  const words = typed.toLowerCase().split(/\s+/);
  return [...list.querySelectorAll("li")].filter((item) => {
    const text = item.textContent.toLowerCase();
    item.hidden = !words.every((word) => text.includes(word));
    return !item.hidden;
  });
}

function addSearch(list) {
  if (list.querySelector(".tick-search") || list.querySelectorAll("li").length <= LONG) return;
  const field = document.createElement("input");
  field.type = "search";
  field.className = "tick-search";
  field.placeholder = "Sök i listan";
  field.setAttribute("aria-label", "Sök i listan");
  const told = document.createElement("p");
  told.setAttribute("role", "status");
  field.addEventListener("input", () => {
    told.textContent = matches(list, field.value).length ? "" : "Inget i listan heter så.";
  });
  // Enter ticks the only match, and never sends the form.
  field.addEventListener("keydown", (event) => {
    if (event.key !== "Enter") return;
    event.preventDefault();
    const found = matches(list, field.value);
    if (found.length === 1) found[0].querySelector("input").click();
  });
  list.querySelector("summary").after(field, told);
  field.focus();
}

document.addEventListener("toggle", (event) => {
  if (event.target.matches?.("details.ticks[open]")) addSearch(event.target);
}, true);
