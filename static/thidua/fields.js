/* Fields that speak Vietnamese in every browser. A day is typed as 27/10/2023: eight digits get their strokes, and the
   weekday is echoed beside it. A file is chosen by a button of ours; without this script the browser's own stays. */
(function () {
  "use strict";
  const NAMES = ["Chủ nhật", "thứ Hai", "thứ Ba", "thứ Tư", "thứ Năm", "thứ Sáu", "thứ Bảy"];
  function day(text) {
    const iso = text.match(/^\s*(\d{4})-(\d{1,2})-(\d{1,2})\s*$/);
    const own = text.match(/^\s*(\d{1,2})\s*[\/.\-\s]\s*(\d{1,2})\s*[\/.\-\s]\s*(\d{4})\s*$/) ||
      text.match(/^\s*(\d{2})(\d{2})(\d{4})\s*$/);
    const [year, month, number] = iso ? iso.slice(1).map(Number) : own ? own.slice(1).reverse().map(Number) : [];
    const found = new Date(year, month - 1, number);
    return found.getMonth() === month - 1 && found.getDate() === number ? found : null;
  }
  function echo(field) {
    const found = day(field.value);
    let told = field.nextElementSibling;
    if (!told?.matches(".weekday")) {
      told = document.createElement("span");
      told.className = "weekday";
      told.setAttribute("aria-live", "polite");
      field.after(told);
    }
    told.textContent = found ? NAMES[found.getDay()] : "";
    return found;
  }
  const two = (number) => String(number).padStart(2, "0");
  function start(root) {
    root.querySelectorAll("input[data-day]").forEach(echo);
    root.querySelectorAll("input[type=file][id]").forEach(dress);
  }
  document.addEventListener("input", (event) => {
    if (event.target.matches?.("input[data-day]")) echo(event.target);
  });
  document.addEventListener("change", (event) => {
    if (!event.target.matches?.("input[data-day]")) return;
    const found = echo(event.target);
    if (found) event.target.value = `${two(found.getDate())}/${two(found.getMonth() + 1)}/${found.getFullYear()}`;
  });

  function told(field) {
    const files = Array.from(field.files);
    return files.length > 1 ? `Đã chọn ${files.length} tệp` : files[0]?.name || "Chưa chọn tệp nào";
  }
  function dress(field) {
    if (field.matches(".dressed")) return;
    const button = document.createElement("label"), names = document.createElement("span");
    button.className = "button";
    button.htmlFor = field.id;
    button.setAttribute("aria-hidden", "true"); /* the field itself is read out, by its own label */
    button.textContent = field.multiple ? "Chọn các tệp" : "Chọn tệp";
    names.className = "quiet small chosen";
    names.setAttribute("aria-live", "polite");
    names.textContent = told(field);
    field.classList.add("dressed", "sr");
    field.after(button, names);
    field.addEventListener("change", () => {
      names.textContent = told(field);
    });
  }

  document.addEventListener("htmx:afterSwap", (event) => start(event.target));
  start(document);
})();
