// Buttons that move a row up or down, by writing the numbers that can also be typed. Nothing needs this file.
"use strict";

const ROW = ":scope > .inline-related:not(.empty-form)";

function number(group) {
  [...group.querySelectorAll(ROW)]
    .map((row) => row.querySelector("input.order"))
    .filter((field) => field && (field.value || field.closest(".has_original")))
    .forEach((field, index) => { field.value = index + 1; });
}

function move(button, step) {
  const row = button.closest(".inline-related");
  const other = step < 0 ? row.previousElementSibling : row.nextElementSibling;
  if (!other || !other.matches(".inline-related.has_original")) return;
  if (step < 0) other.before(row); else other.after(row);
  number(row.parentElement);
  button.focus();
}

function addButtons(row) {
  const field = row.querySelector("input.order");
  if (!field || !row.matches(".has_original")) return;
  const buttons = [["↑", "Flytta upp", -1], ["↓", "Flytta ned", 1]].map(([sign, words, step]) => {
    const button = document.createElement("button");
    button.type = "button";
    button.className = "move";
    button.textContent = sign;
    button.title = words;
    button.setAttribute("aria-label", `${words}: ${row.querySelector("h3").textContent.trim()}`);
    button.addEventListener("click", () => move(button, step));
    return button;
  });
  field.after(...buttons);
}

document.querySelectorAll(".rows .inline-related").forEach(addButtons);
// What is ticked shows in the line that folds the boxes.
document.addEventListener("change", (event) => {
  const list = event.target.matches("[type=checkbox]") && event.target.closest("details.ticks");
  if (!list) return;
  const names = [...list.querySelectorAll("input:checked")].map((box) => box.parentElement.textContent.trim());
  list.querySelector("summary").textContent = names.join(", ") || "Välj …";
});
