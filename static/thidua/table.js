/* Tables: unaccented quick filter over the rows shown, columns chosen and density kept on this device. */
(function () {
  "use strict";
  const all = (selector, root) => Array.from((root || document).querySelectorAll(selector));
  const plain = (text) =>
    text.toLowerCase().replace(/đ/g, "d").normalize("NFD").replace(/[\u0300-\u036f]/g, "").replace(/\s+/g, " ").trim();
  const store = {
    get: (key) => {
      try {
        return JSON.parse(localStorage.getItem(key));
      } catch {
        return null;
      }
    },
    set: (key, value) => {
      try {
        localStorage.setItem(key, JSON.stringify(value));
      } catch { /* nothing is kept, nothing breaks */ }
    },
  };
  const keyOf = (table) => "table:" + (table.dataset.keep || table.id);

  function filter(input) {
    const words = plain(input.value).split(" ").filter(Boolean);
    all(input.dataset.filter).forEach((box) => {
      let shown = 0;
      all("tbody tr:not(.group), li[data-row]", box).forEach((row) => {
        const text = (row.dataset.plain ||= plain(row.textContent));
        row.hidden = !words.every((word) => text.includes(word));
        if (!row.hidden) shown += 1;
      });
      const count = input.dataset.count && document.querySelector(input.dataset.count);
      if (count) count.textContent = words.length ? "Thấy " + shown + " dòng." : "";
    });
  }

  function columns(table) {
    const heads = all("thead tr:first-child th", table), hidden = new Set((store.get(keyOf(table)) || {}).hidden || []);
    heads.forEach((head, index) => {
      const off = hidden.has(head.textContent.trim());
      all("tr", table).forEach((row) => {
        if (row.cells[index] && row.cells.length === heads.length) row.cells[index].hidden = off;
      });
    });
  }

  function chooser(place) {
    const table = document.querySelector(place.dataset.columns);
    if (!table || place.dataset.ready) return;
    place.dataset.ready = "1";
    const kept = store.get(keyOf(table)) || {}, hidden = new Set(kept.hidden || []);
    const box = document.createElement("details"),
      list = document.createElement("div"),
      summary = document.createElement("summary");
    box.className = "drop";
    list.className = "sheet";
    summary.className = "button small";
    summary.textContent = "Cột và độ dày";
    const add = (label, checked, change) => {
      const line = document.createElement("label"), input = document.createElement("input");
      line.className = "check";
      input.type = "checkbox";
      input.checked = checked;
      input.addEventListener("change", () => change(input.checked));
      line.append(input, document.createTextNode(label));
      list.append(line);
    };
    const keep = () =>
      store.set(keyOf(table), { hidden: Array.from(hidden), compact: table.classList.contains("compact") });
    add("Dòng khít", Boolean(kept.compact), (on) => {
      table.classList.toggle("compact", on);
      keep();
    });
    all("thead tr:first-child th", table).slice(1).forEach((head) => {
      const name = head.textContent.trim();
      if (name) {
        add(name, !hidden.has(name), (on) => {
          if (on) hidden.delete(name);
          else hidden.add(name);
          keep();
          columns(table);
        });
      }
    });
    box.append(summary, list);
    place.append(box);
    place.hidden = false;
  }

  /* Rows chosen for one deed: how many, all that are shown, none. */
  function choosing(form) {
    const boxes = () => all('input[type="checkbox"][form="' + form.id + '"]');
    const tell = () => {
      const n = boxes().filter((box) => box.checked).length;
      form.querySelector("[data-chosen]").textContent = n ? "(" + n + ")" : "";
      form.querySelector("[data-none]").hidden = !n;
      form.classList.toggle("unchosen", !n); /* nothing chosen: the bar is one line and covers nothing */
    };
    const set = (on) => {
      boxes().forEach((box) => {
        box.checked = on && !box.closest("tr").hidden;
      });
      tell();
    };
    form.querySelector("[data-all]").addEventListener("click", () => set(true));
    form.querySelector("[data-none]").addEventListener("click", () => set(false));
    document.addEventListener("change", (event) => {
      if (event.target.form === form) tell();
    });
    tell();
  }
  all("form[data-select]").forEach(choosing);

  function settle() {
    all("table[data-keep]").forEach((table) => {
      table.classList.toggle("compact", Boolean((store.get(keyOf(table)) || {}).compact));
      columns(table);
    });
    all("[data-columns]").forEach(chooser);
    all("thead tr:first-child").forEach((row) => {
      /* the second head row sticks below the first */
      if (row.nextElementSibling) row.closest("table").style.setProperty("--head1", row.offsetHeight + "px");
    });
    all("input[data-filter]").forEach((input) => {
      if (input.value) filter(input);
    });
  }
  document.addEventListener("input", (event) => {
    if (event.target.matches("input[data-filter]")) filter(event.target);
  });
  document.addEventListener("htmx:afterSettle", settle);
  settle();
})();
