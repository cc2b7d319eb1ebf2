// Hiding persons before publishing: the text beside follows each tick at once, and a selection fills "hide more".
// Without this script the same form works: ticks count when sent, words are typed.
(() => {
  "use strict";
  const field = document.getElementById("them-moi");
  document.addEventListener("change", (event) => {
    const box = event.target;
    if (!box.matches('[data-pii] input[name="an"]')) return;
    document.querySelectorAll("[data-p]").forEach((one) => {
      if (one.dataset.p !== box.value) return;
      one.children[0].hidden = box.checked;
      one.children[1].hidden = !box.checked;
    });
  });
  if (!field) return;
  const take = () => {
    const chosen = document.getSelection();
    if (!chosen || chosen.isCollapsed || !chosen.anchorNode) return;
    const text = chosen.toString().trim();
    const inside = chosen.anchorNode.parentElement && chosen.anchorNode.parentElement.closest("[data-pii]");
    if (inside && text.length > 1 && text.length <= 200) field.value = text;
  };
  document.addEventListener("mouseup", take);
  document.addEventListener("keyup", (event) => { if (event.shiftKey || event.key === "Shift") take(); });
})();
