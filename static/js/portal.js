// The finder as a combobox (WAI-ARIA 1.2): what htmx fetches becomes a list that the arrow keys walk through while
// the cursor stays in the field. Without this the same form and the same links do.
const field = document.getElementById("kommun");
const place = document.getElementById("traffar");
const told = document.getElementById("traffar-antal");

const set = (element, values) => Object.entries(values).forEach(([name, value]) => element.setAttribute(name, value));
const options = () => (place.hidden ? [] : [...place.querySelectorAll("[role=option]")]);

function activate(option) {
  for (const one of options()) set(one, { "aria-selected": one === option });
  if (option) set(field, { "aria-activedescendant": option.id });
  else field.removeAttribute("aria-activedescendant");
  option?.scrollIntoView({ block: "nearest" });
}

function open(isOpen) {
  place.hidden = !isOpen;
  set(field, { "aria-expanded": options().length > 0 });
  activate(null);
}

function offer() {
  place.querySelectorAll(".offers a").forEach((link, number) => {
    set(link, { role: "option", id: `forslag-${number}`, tabindex: -1 });
    set(link.parentElement, { role: "none" });
  });
  for (const list of place.querySelectorAll(".offers")) set(list, { role: "listbox", id: "forslag", "aria-label": "Förslag" });
  open(true);
  told.textContent = place.querySelector("p")?.textContent ?? "";
}

function step(by) {
  const all = options();
  const here = all.findIndex((one) => one.getAttribute("aria-selected") === "true");
  activate(all[here < 0 && by < 0 ? all.length - 1 : (here + by + all.length) % all.length]);
}

function press(event) {
  const active = document.getElementById(field.getAttribute("aria-activedescendant"));
  if (event.key === "ArrowDown" && place.hidden) open(true);
  if (event.key === "Tab") open(false);
  const acts = { ArrowDown: () => step(1), ArrowUp: () => step(-1), Enter: () => active.click(), Escape: () => open(false) };
  if (!acts[event.key] || !options().length || (event.key === "Enter" && !active)) return;
  event.preventDefault();
  acts[event.key]();
}

if (field && place && told) {
  set(field, { type: "text", role: "combobox", "aria-autocomplete": "list", "aria-expanded": false, "aria-controls": "forslag" });
  field.addEventListener("keydown", press);
  place.addEventListener("htmx:afterSwap", offer);
}
