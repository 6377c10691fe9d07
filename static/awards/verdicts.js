/* The panel "Điều kiện" beside the grid: a row that was written is judged again, and it alone; the panel counts anew.
   What the school registers as a whole is judged again only when that was written. */
(function () {
  "use strict";
  const panel = document.getElementById("dieu-kien");
  if (!panel) return;
  const waiting = new Set();
  let timer = null;

  function ask() {
    const rows = Array.from(waiting), home = panel.getAttribute("hx-get");
    const whole = rows.some((row) => !/^\d+$/.test(row));
    waiting.clear();
    const query = new URLSearchParams(rows.map((row) => ["row", row]));
    if (whole) window.htmx.ajax("GET", home, { target: panel, swap: "innerHTML" });
    else window.htmx.ajax("GET", home + "?" + query, { target: panel, swap: "none" });
  }
  function count() {
    const seen = Array.from(document.querySelectorAll("[data-tallied]")).flatMap((part) =>
      part.dataset.tallied.split(" ").filter(Boolean)
    );
    panel.querySelectorAll("[data-tally]").forEach((chip) => {
      const code = chip.dataset.tally, n = seen.filter((one) => one === code).length, number = chip.querySelector("b");
      if (number) number.textContent = n;
      chip.hidden = code ? !n : Boolean(seen.length);
    });
  }
  document.body.addEventListener("grid-saved", (event) => {
    event.detail.rows.forEach((row) => waiting.add(row));
    clearTimeout(timer);
    timer = setTimeout(ask, 700);
  });
  document.body.addEventListener("htmx:oobAfterSwap", () => setTimeout(count));
})();
