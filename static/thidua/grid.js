/* A grid in the manner of a spreadsheet: keys, chosen blocks, paste and copy over the cells of `grid_cells.js`. */
(function () {
  "use strict";
  if (!window.thidua?.grid) return;
  const { table, lines, rows, all, keyed, undo, isTick, read, write, changed, mark, send, save, fill } =
    window.thidua.grid;
  const marks = new Set(["x", "v", "✓", "✔", "1", "có", "co"]), empty = new Set(["", "0", "-", "không"]);
  let corner = null; /* where a chosen block began: [row, column] */

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
    if (!isTick(input)) input.select?.();
  }

  /* A block of cells: chosen with Shift and the arrows, copied as Excel reads it. */
  function block(input) {
    const [y, x] = place(input), [top, left] = corner || [y, x];
    const span = (a, b) => Array.from({ length: Math.abs(a - b) + 1 }, (_, i) => Math.min(a, b) + i);
    return span(top, y).filter((at) => !lines[at].hidden).map((at) => span(left, x).map((to) => rows[at][to]));
  }
  function choose(input) {
    table.querySelectorAll(".chosen").forEach((cell) => cell.classList.remove("chosen"));
    if (input) block(input).flat().forEach((cell) => cell?.closest("td, th").classList.add("chosen"));
    else corner = null;
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
    if (input.tagName === "SELECT" && !enter) return; /* arrows choose in a list */
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
      if (!isTick(input)) input.select?.();
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
      if (input.inputMode === "numeric") input.select?.();
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
