/* The cells of a grid, for every noun: `table[data-grid]` names where they are saved; `grid.js` moves among them.
   Cells are fields `c.<row>.<cell>`, in the table or beside it (`[data-grid-more]`). Each is saved on leaving, a pasted
   block in one go, with what was seen before; a cell that someone else changed meanwhile is shown with the choice.
   Without this file the cells are forms with their buttons. */
(function () {
  "use strict";
  const CELL = ':is(input, textarea, select)[name^="c."]:not(:disabled)';
  const table = document.querySelector("table[data-grid]");
  const lines = table ? Array.from(table.tBodies[0].rows) : [];
  const rows = lines.map((line) => Array.from(line.cells).map((cell) => cell.querySelector(CELL)));
  const more = Array.from(document.querySelectorAll("[data-grid-more] " + CELL));
  const all = rows.flat().filter(Boolean).concat(more);
  if (!table || !all.length) return;
  const headers = JSON.parse(document.body.getAttribute("hx-headers")); /* CSRF token, acting seat */
  const keyed = new Map(all.map((input) => [input.name.slice(2), input]));
  const undo = [];

  const isTick = (input) => input.type === "checkbox";
  const read = (input) => (isTick(input) ? (input.checked ? "x" : "") : input.value.trim().replace(/\s+/g, " "));
  const write = (input, value) => {
    if (isTick(input)) input.checked = Boolean(value);
    else input.value = value;
  };
  const keyOf = (input) => input.name.slice(2);
  const changed = (input) => read(input) !== input.dataset.kept;
  document.querySelectorAll("[data-nojs-cell]").forEach((part) => {
    part.hidden = true;
  });
  all.forEach((input) => {
    input.dataset.kept = read(input);
  });

  /* The quiet marks. */
  const mark = (input, state) => {
    const cell = input.closest("td, th, label");
    cell.classList.remove("saving", "saved", "failed");
    if (state) cell.classList.add(state);
  };
  const tell = (text) => {
    const box = document.getElementById("luu");
    if (box) box.textContent = text;
  };
  function remark(input, text) {
    const cell = input.closest("td");
    let note = cell?.querySelector(".diff");
    if (!cell || (!note && !text)) return;
    cell.classList.toggle("differs", Boolean(text));
    if (!note) {
      note = document.createElement("span");
      note.className = "diff";
      cell.append(note);
    }
    if (text) note.textContent = text;
    else note.remove();
  }
  function add(input, before, now) {
    const cut = keyOf(input).indexOf("."), code = keyOf(input).slice(cut + 1);
    const sum = input.closest("table")?.querySelector('[data-total="' + code + '"]');
    const weigh = (value) => (isTick(input) ? Number(Boolean(value)) : parseInt(value, 10) || 0);
    if (sum) sum.textContent = (parseInt(sum.textContent, 10) || 0) + weigh(now) - weigh(before);
  }

  /* What the server says now stands in the cells. */
  function settle(cells, remember) {
    const before = [], touched = new Set();
    Object.entries(cells).forEach(([key, now]) => {
      const input = keyed.get(key), kept = input?.dataset.kept;
      if (!input) return;
      if (remember && kept !== now.value) before.push([key, kept]);
      touched.add(key.split(".")[0]);
      add(input, kept, now.value);
      write(input, now.value);
      input.dataset.kept = now.value;
      const shown = document.querySelector('[data-shows="' + key + '"]'); /* the same words where a reader finds them */
      if (shown) shown.textContent = now.value;
      if (now.by) input.title = now.by + " ghi";
      remark(input, now.note);
      mark(input, "saved");
    });
    if (before.length) undo.push(before); /* a pasted block goes back in one step */
    document.body.dispatchEvent(
      new CustomEvent("grid-saved", { detail: { rows: Array.from(touched), cells: Object.keys(cells) } }),
    );
  }

  function conflict(answer, mine) {
    const box = document.getElementById("xung-dot"), notice = document.getElementById("xung-dot-mau").content;
    box.replaceChildren(notice.cloneNode(true));
    const [theirs, ours] = box.querySelectorAll("button");
    const offer = (button, act) =>
      button.addEventListener("click", () => {
        box.replaceChildren();
        act();
      });
    box.querySelector("p").textContent = answer.message;
    offer(theirs, () => settle(answer.cells, false));
    offer(ours, () => {
      Object.entries(answer.cells).forEach(([key, now]) => {
        const input = keyed.get(key);
        if (!input) return;
        add(input, input.dataset.kept, now.value);
        input.dataset.kept = now.value;
      });
      send(mine, true);
    });
    theirs.focus();
  }

  async function send(mine, remember) {
    const body = new URLSearchParams(), inputs = Array.from(mine.keys()).map((key) => keyed.get(key));
    inputs.forEach((input) => {
      const key = keyOf(input);
      body.set("c." + key, mine.get(key));
      body.set("s." + key, input.dataset.kept);
      write(input, mine.get(key));
      mark(input, "saving");
    });
    let answer, status;
    try {
      const response = await fetch(table.dataset.grid, { method: "POST", body, headers, credentials: "same-origin" });
      status = response.status;
      answer = await response.json();
    } catch {
      inputs.forEach((input) => mark(input, "failed"));
      window.thidua.say(
        "Chưa lưu được ô vừa sửa: không tới được máy chủ hoặc phiên làm việc đã hết. " +
          "Điều vừa gõ còn trong ô; sửa lại ô để lưu lần nữa.",
      );
      return;
    }
    if (status === 200) {
      settle(answer.cells, remember);
      tell("Đã lưu.");
      if (!document.querySelector(".grid .failed")) document.getElementById("xung-dot").replaceChildren();
      return;
    }
    inputs.forEach((input) => mark(input, "failed"));
    if (status === 409) return conflict(answer, mine);
    window.thidua.say(answer.message || "Chưa lưu được ô vừa sửa.");
    inputs.filter(isTick).forEach((input) => write(input, input.dataset.kept));
  }

  function save(inputs) {
    const mine = new Map(inputs.filter(changed).map((input) => [keyOf(input), read(input)]));
    if (mine.size) send(mine, true);
  }
  function fill(inputs, value) {
    inputs.forEach((input) => write(input, value));
    save(inputs);
  }

  window.thidua.grid = { table, lines, rows, all, keyed, undo, isTick, read, write, changed, mark, send, save, fill };
})();
