/* Files dropped on the zone are put into the ordinary file field; without this script the field works as it is. */
(function () {
  "use strict";
  const zone = document.querySelector("[data-drop]");
  if (!zone) return;
  const field = zone.querySelector("input[type=file]"), list = zone.querySelector("[data-chosen]");
  function show() {
    list.replaceChildren(...Array.from(field.files, (file) => {
      const line = document.createElement("li");
      line.textContent = `${file.name} (${Math.max(1, Math.round(file.size / 1024)).toLocaleString("vi-VN")} kB)`;
      return line;
    }));
  }
  function add(files) {
    const both = new DataTransfer(), seen = new Set();
    for (const file of [...field.files, ...files]) {
      const key = `${file.name}|${file.size}|${file.lastModified}`;
      if (!seen.has(key)) {
        seen.add(key);
        both.items.add(file);
      }
    }
    field.files = both.files;
    show();
  }
  field.addEventListener("change", show);
  for (const name of ["dragenter", "dragover"]) {
    zone.addEventListener(name, (event) => {
      event.preventDefault();
      zone.classList.add("over");
    });
  }
  for (const name of ["dragleave", "drop"]) zone.addEventListener(name, () => zone.classList.remove("over"));
  zone.addEventListener("drop", (event) => {
    event.preventDefault();
    add(event.dataTransfer.files);
  });
  show();
})();
