// Shows beside a field, while it is typed, what deserves a second look. The rules are the server's; nothing needs this file.
"use strict";

const address = document.currentScript.dataset.address;
const TYPED = "textarea, input[type=text], input[type=date], input[type=number], input[type=file]";
let waiting = 0;

function fieldsBeside(field) {
  const row = field.closest(".inline-related");
  return [...field.form.querySelectorAll(TYPED)].filter((one) => one.name && one.closest(".inline-related") === row);
}

function value(field) {
  if (field.type !== "file") return field.value;
  const place = field.parentElement;
  const stays = place.querySelector(".present-file") && !place.querySelector("input[name$=-clear]:checked");
  return field.files.length || stays ? "1" : "";
}

function show(field, sentences) {
  let line = document.getElementById(`${field.id}_syn`);
  if (!line) {
    if (!sentences.length) return;
    line = document.createElement("p");
    Object.assign(line, { id: `${field.id}_syn`, className: "second-look" });
    line.setAttribute("role", "status");
    field.after(line);
    field.setAttribute("aria-describedby", `${field.getAttribute("aria-describedby") || ""} ${line.id}`.trim());
  }
  const words = sentences.join(" ");
  if (line.textContent !== words) setTimeout(() => { line.textContent = words; }, 50); // first the place, then the words
}

async function look(field) {
  clearTimeout(waiting);
  const fields = fieldsBeside(field);
  const data = new FormData();
  data.set("_row", field.name.match(/^(\w+-\d+-)?/)[0]);
  for (const name of ["starts_on", "ends_on"]) data.set(name, field.form.elements[name]?.value ?? "");
  for (const one of fields) data.set(one.name, value(one));
  const headers = { "X-CSRFToken": field.form.elements.csrfmiddlewaretoken.value };
  try {
    const answer = await fetch(address, { method: "POST", body: data, headers, redirect: "manual" });
    const found = answer.ok ? await answer.json() : {};
    for (const one of fields) if (found[one.name]) show(one, found[one.name]);
  } catch { /* The same is told after saving. */ }
}

document.addEventListener("input", ({ target }) => {
  if (!target.matches(TYPED) || !target.form?.elements.csrfmiddlewaretoken || !target.name) return;
  clearTimeout(waiting);
  waiting = setTimeout(look, 1200, target);
});
document.addEventListener("change", ({ target }) => { if (target.matches(TYPED) && target.form?.method === "post") look(target); });
