/* The office marks cells on the grid: click a cell (or walk with the arrows and press Enter), give the reason, go on.
   The marks stand on the server; the list above the grid is the server's own.
   Without this file "Trả lại để sửa" has a form. */
(function () {
  "use strict";
  const table = document.querySelector("table[data-marks]"), list = document.getElementById("danh-dau");
  if (!table || !list) return;
  const headers = JSON.parse(document.body.getAttribute("hx-headers"));
  const codes = table.dataset.codes.split(" ").filter(Boolean), FIRST = 3;
  const rows = Array.from(table.tBodies[0].rows);
  const labels = Array.from(document.querySelectorAll("label[data-cell]"));
  const heads = (code) => table.tHead.querySelector('[data-code="' + code + '"]');
  let here = null, field = null;

  /* What a place is called: `17.LDTT`, `17.row` on the name, `school.COTP`. */
  function placeOf(element) {
    const label = element.closest("label[data-cell]");
    if (label) {
      return { key: "school." + label.dataset.cell, at: label, says: "Danh hiệu tập thể: " + label.textContent.trim() };
    }
    const cell = element.closest("td, th"), row = cell && cell.closest("tr");
    if (!row || !rows.includes(row)) return null;
    const id = row.id.replace("dong-", ""), name = row.cells[1].firstChild.textContent.trim(), index = cell.cellIndex;
    if (index < 2) return { key: id + ".row", at: row.cells[1], says: name + ": cả dòng" };
    const code = codes[index - FIRST];
    return code ? { key: id + "." + code, at: cell, says: name + ": " + heads(code).textContent.trim() } : null;
  }
  const find = (key) => {
    const cut = key.indexOf("."), row = key.slice(0, cut), code = key.slice(cut + 1);
    if (row === "school") return labels.find((label) => label.dataset.cell === code) || null;
    const line = document.getElementById("dong-" + row);
    return line && (code === "row" ? line.cells[1] : line.cells[codes.indexOf(code) + FIRST]);
  };
  const marked = () =>
    new Map(Array.from(list.querySelectorAll("[data-mark]")).map((item) => [item.dataset.mark, item.dataset.reason]));

  function paint() {
    document.querySelectorAll(".marked").forEach((cell) => {
      cell.classList.remove("marked");
      cell.removeAttribute("title");
    });
    marked().forEach((reason, key) => {
      const cell = find(key);
      if (cell) {
        cell.classList.add("marked");
        cell.title = reason;
      }
    });
  }

  const dialog = document.createElement("dialog"),
    form = document.createElement("form"),
    title = document.createElement("h2");
  const text = document.createElement("textarea"),
    wrong = document.createElement("p"),
    deeds = document.createElement("div");
  const button = (label, kind, act) => {
    const made = document.createElement("button");
    made.type = "button";
    made.className = kind;
    made.textContent = label;
    made.addEventListener("click", act);
    deeds.append(made);
    return made;
  };
  const label = document.createElement("label");
  dialog.className = "mark";
  form.className = "stack";
  title.id = "o-danh-dau";
  dialog.setAttribute("aria-labelledby", title.id);
  label.textContent = "Lý do, nói rõ cần sửa gì";
  label.htmlFor = text.id = "ly-do-danh-dau";
  text.maxLength = 500;
  text.rows = 3;
  wrong.className = "wrong";
  wrong.setAttribute("role", "alert");
  deeds.className = "deeds";
  button("Đánh dấu", "button primary", () => send(false));
  const off = button("Bỏ đánh dấu", "button", () => send(true));
  button("Thôi", "button", () => dialog.close());
  form.append(title, label, text, wrong, deeds);
  dialog.append(form);
  document.body.append(dialog);
  dialog.addEventListener("close", () => {
    if (field) field.focus();
  });
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    send(false);
  });
  text.addEventListener("keydown", (event) => {
    if (event.key === "Enter" && !event.shiftKey) {
      event.preventDefault();
      send(false);
    }
  });

  function open(element) {
    here = placeOf(element);
    if (!here) return;
    const reason = marked().get(here.key);
    title.textContent = here.says;
    text.value = reason || "";
    wrong.textContent = "";
    off.hidden = reason === undefined;
    field = here.at;
    dialog.showModal();
    text.focus();
  }

  async function send(away) {
    const cut = here.key.indexOf(".");
    const body = new URLSearchParams({
      row: here.key.slice(0, cut),
      cell: here.key.slice(cut + 1),
      reason: text.value,
      part: "1",
    });
    if (away) body.set("deed", "unmark");
    let status, answer;
    try {
      const response = await fetch(table.dataset.marks, { method: "POST", body, headers, credentials: "same-origin" });
      status = response.status;
      answer = await response.text();
    } catch {
      wrong.textContent = "Không tới được máy chủ; ô chưa được đánh dấu. Thử lại.";
      return;
    }
    const found = new DOMParser().parseFromString(answer, "text/html").body;
    if (status !== 200) {
      const told = found.querySelector(".notice p, main p");
      wrong.textContent = told ? told.textContent : "Chưa đánh dấu được ô này. Tải lại trang.";
      return;
    }
    list.replaceChildren(...found.childNodes);
    paint();
    dialog.close();
  }

  /* One stop for Tab; the arrows walk from cell to cell. */
  const cells = rows.map((row) => [row.cells[1]].concat(codes.map((_, index) => row.cells[index + FIRST])));
  cells.flat().concat(labels).forEach((cell) => {
    cell.tabIndex = -1;
  });
  if (cells[0]) cells[0][0].tabIndex = 0;
  labels.forEach((cell) => {
    cell.tabIndex = 0;
  });
  function walk(from, down, right) {
    const y = cells.findIndex((line) => line.includes(from)), x = y < 0 ? -1 : cells[y].indexOf(from);
    let to = y + down;
    while (cells[to] && cells[to][0].closest("tr").hidden) to += down || 1;
    const cell = cells[to] && cells[to][x + right];
    if (cell) {
      cells.flat().forEach((one) => {
        one.tabIndex = -1;
      });
      cell.tabIndex = 0;
      cell.focus();
    }
  }
  document.addEventListener("keydown", (event) => {
    const cell = event.target.closest && event.target.closest("td, th, label[data-cell]");
    if (!cell || event.target !== cell || (!table.contains(cell) && !labels.includes(cell))) return;
    if (event.key === "Enter" || event.key === " ") {
      event.preventDefault();
      open(cell);
      return;
    }
    const step = { ArrowUp: [-1, 0], ArrowDown: [1, 0], ArrowLeft: [0, -1], ArrowRight: [0, 1] }[event.key];
    if (step && table.contains(cell)) {
      event.preventDefault();
      walk(cell, step[0], step[1]);
    }
  });
  document.addEventListener("click", (event) => {
    if (event.target.closest("a, button, dialog")) return;
    if (table.tBodies[0].contains(event.target) || event.target.closest("label[data-cell]")) {
      event.preventDefault();
      open(event.target);
    }
  });
  paint();
})();
