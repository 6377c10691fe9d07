/* The places a workbook left to be mended: "Chỗ tiếp theo" goes from one to the next and says its sentence; a place
   goes from the list once its cell is saved. Without this file the list's links lead to the cells. */
(function () {
  "use strict";
  const panel = document.getElementById("cho-can-sua"), bar = document.getElementById("cho-tiep-theo");
  if (!panel || !bar) return;
  const said = bar.querySelector("[role=status]"), count = panel.querySelector("[data-count]");
  const left = () => Array.from(panel.querySelectorAll("li[data-fault]"));
  let here = null;

  function cellOf(line) {
    const link = line.querySelector("a");
    return link && document.getElementById(link.hash.slice(1));
  }
  function go(line) {
    const cell = cellOf(line);
    here = line;
    said.textContent = line.querySelector("[data-says]").textContent.trim();
    if (!cell) return line.scrollIntoView({ block: "nearest" });
    if (!cell.matches("input, textarea")) cell.tabIndex = -1;
    cell.scrollIntoView({ block: "center", inline: "nearest" });
    cell.focus({ preventScroll: true });
    if (cell.matches("textarea, input:not([type=checkbox])")) cell.select();
  }
  function next() {
    const lines = left(), at = lines.indexOf(here);
    if (lines.length) go(lines[(at + 1) % lines.length]);
  }
  function mended(keys) {
    left().filter((line) => keys.includes(line.dataset.fault)).forEach((line) => {
      const cell = cellOf(line), box = cell && cell.closest("td, th");
      if (box) {
        box.classList.remove("differs");
        box.removeAttribute("title");
      }
      if (line === here) here = line.previousElementSibling;
      line.remove();
    });
    count.textContent = left().length;
    if (!left().length) {
      panel.remove();
      bar.remove();
    }
  }
  bar.querySelector("button").addEventListener("click", next);
  document.body.addEventListener("grid-saved", (event) => mended(event.detail.cells));
})();
