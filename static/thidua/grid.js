/* A grid in the manner of a spreadsheet, for every noun: `table[data-grid]` names where its cells are saved.
   Cells are inputs `c.<row>.<cell>`, in the table or beside it (`[data-grid-more]`). Each is saved on leaving, a pasted
   block in one go, with what was seen before; a cell that someone else changed meanwhile is shown with the choice.
   Without this file the cells are forms with their buttons. */
(function () {
  "use strict";
  const CELL = ':is(input, textarea)[name^="c."]:not(:disabled)';
  const table = document.querySelector("table[data-grid]");
  const lines = table ? Array.from(table.tBodies[0].rows) : [];
  const rows = lines.map((line) => Array.from(line.cells).map((cell) => cell.querySelector(CELL)));
  const more = Array.from(document.querySelectorAll("[data-grid-more] " + CELL));
  const all = rows.flat().filter(Boolean).concat(more);
  if (!table || !all.length) return;
  const headers = JSON.parse(document.body.getAttribute("hx-headers")); /* CSRF token, acting seat */
  const marks = new Set(["x", "v", "✓", "✔", "1", "có", "co"]), empty = new Set(["", "0", "-", "không"]);
  const keyed = new Map(all.map((input) => [input.name.slice(2), input]));
  const undo = [];
  let corner = null; /* where a chosen block began: [row, column] */

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

  /* Where one is, and where one goes. */
  const place = (input) => {
    const y = lines.indexOf(input.closest("tr"));
    return y < 0 ? null : [y, rows[y].indexOf(input)];
  };
  function next(y, x, down, right) {
    for (let step = 1; rows[y + down * step] && x + right * step >= 0; step += 1) {
      const line = rows[y + down * step], input = line[x + right * step];
      if (x + right * step >= line.length) return null;
      if (input && !lines[y + down * step].hidden) return input;
    }
    return null;
  }
  function go(input) {
    input.focus();
    if (!isTick(input)) input.select();
  }

  /* A block of cells: chosen with Shift and the arrows, copied as Excel reads it. */
  function block(input) {
    const [y, x] = place(input), [top, left] = corner || [y, x];
    const span = (a, b) => Array.from({ length: Math.abs(a - b) + 1 }, (_, i) => Math.min(a, b) + i);
    return span(top, y).filter((at) => !lines[at].hidden).map((at) => span(left, x).map((to) => rows[at][to]));
  }
  function choose(input) {
    table.querySelectorAll("td.chosen").forEach((cell) => cell.classList.remove("chosen"));
    if (input) block(input).flat().forEach((cell) => cell?.closest("td").classList.add("chosen"));
    else corner = null;
  }

  /* The quiet marks. */
  const mark = (input, state) => {
    const cell = input.closest("td, label");
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
      if (now.by) input.title = now.by + " ghi";
      remark(input, now.note);
      mark(input, "saved");
    });
    if (before.length) undo.push(before); /* a pasted block goes back in one step */
    document.body.dispatchEvent(new CustomEvent("grid-saved", { detail: { rows: Array.from(touched) } }));
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
      if (!document.querySelector("td.failed")) document.getElementById("xung-dot").replaceChildren();
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

  /* Keys. */
  function back() {
    const last = undo.pop();
    keyed.get(last[0][0]).focus();
    send(new Map(last), false);
  }
  const ARROWS = { ArrowUp: [-1, 0], ArrowDown: [1, 0], ArrowLeft: [0, -1], ArrowRight: [0, 1] };
  function walk(event, input, where) {
    const whole = isTick(input) || (input.selectionStart === 0 && input.selectionEnd === input.value.length);
    const enter = event.key === "Enter", step = enter ? [event.shiftKey ? -1 : 1, 0] : ARROWS[event.key];
    if (!step || (step[1] && !whole && !corner)) return;
    event.preventDefault();
    const to = next(where[0], where[1], step[0], step[1]), chosen = event.shiftKey && !enter;
    if (chosen) corner = corner || where;
    if (to) go(to);
    choose(chosen ? to || input : null);
    if (enter && !to) {
      /* the last row is saved too */
      input.blur();
      input.focus();
    }
  }
  function key(event, input) {
    const where = place(input), letter = event.key.toLowerCase();
    if (event.ctrlKey || event.metaKey || event.altKey) {
      if (letter === "z" && !event.altKey && !changed(input) && undo.length) {
        event.preventDefault();
        back();
      }
      return;
    }
    if (event.key === "Escape") {
      write(input, input.dataset.kept);
      mark(input, "");
      choose(null);
      if (!isTick(input)) input.select();
    } else if (where && corner && (event.key === "Delete" || event.key === "Backspace")) {
      event.preventDefault();
      fill(block(input).flat().filter(Boolean), "");
    } else if (isTick(input) && ["x", "delete", "backspace"].includes(letter)) {
      event.preventDefault();
      fill([input], letter === "x" && !input.checked ? "x" : "");
    } else if (where) walk(event, input, where);
  }

  /* A block from Excel, or a mark for a tick. */
  function paste(event, input, where) {
    const text = event.clipboardData.getData("text/plain").replace(/\r/g, "").replace(/\n$/, "");
    if (!/[\t\n]/.test(text) && !isTick(input)) return;
    event.preventDefault();
    const touched = [], wrong = [];
    text.split("\n").forEach((line, down) =>
      line.split("\t").forEach((value, right) => {
        const cell = rows[where[0] + down]?.[where[1] + right], plain = value.trim().toLowerCase();
        if (!cell) return;
        if (isTick(cell) && !marks.has(plain) && !empty.has(plain)) wrong.push(value.trim().slice(0, 20));
        else {
          write(cell, isTick(cell) ? marks.has(plain) : value.trim());
          touched.push(cell);
        }
      })
    );
    if (!wrong.length) return save(touched);
    touched.forEach((cell) => write(cell, cell.dataset.kept));
    window.thidua.say(
      "Chưa dán: “" + wrong[0] +
        "” không phải dấu đăng ký. Cột danh hiệu ghi x hoặc để trống; kiểm tra đã chọn đúng ô đầu chưa.",
    );
  }
  function copy(event, input) {
    if (!corner && !isTick(input) && input.selectionStart !== input.selectionEnd) return;
    const cells = place(input) ? block(input) : [[input]];
    event.preventDefault();
    event.clipboardData.setData(
      "text/plain",
      cells.map((line) => line.map((c) => c ? read(c) : "").join("\t")).join("\n"),
    );
  }

  const here = (act) => (event) => {
    if (all.includes(event.target)) act(event, event.target);
  };
  document.addEventListener("change", here((_, input) => save([input])));
  document.addEventListener("keydown", here(key));
  document.addEventListener("copy", here(copy));
  document.addEventListener("pointerdown", here(() => choose(null)));
  document.addEventListener(
    "focusin",
    here((_, input) => {
      if (input.inputMode === "numeric") input.select();
    }),
  );
  document.addEventListener(
    "paste",
    here((event, input) => {
      const where = place(input);
      if (where) paste(event, input, where);
    }),
  );
  document.addEventListener("submit", (event) => {
    if (event.target.querySelector("[data-nojs-cell][hidden]")) event.preventDefault();
  });
  window.addEventListener("beforeunload", (event) => {
    if (document.querySelector(".failed, .saving")) event.preventDefault();
  });
})();
