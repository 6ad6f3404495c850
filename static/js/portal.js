// Keyboard help in the finder: arrow down goes to the matches, arrow up and Escape come back. Nothing needs it.
document.addEventListener("keydown", (event) => {
  const list = document.getElementById("traffar");
  const field = document.getElementById("kommun");
  if (!list || !field) return;
  const links = [...list.querySelectorAll("a")];
  const here = links.indexOf(document.activeElement);
  if (here < 0 && document.activeElement !== field) return;
  const steps = { ArrowDown: links[here + 1], ArrowUp: here > 0 ? links[here - 1] : field, Escape: here >= 0 ? field : null };
  const target = steps[event.key];
  if (!target) return;
  event.preventDefault();
  target.focus();
});
