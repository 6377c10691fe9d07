/* The registration grid in the manner of a spreadsheet: ticks and texts, saved on leaving a cell,
   a pasted block in one go, undo. A cell that someone else changed meanwhile is shown with the choice.
   Without this file the list is one form with its button. */
(function () {
  "use strict";
  const token = JSON.parse(document.body.getAttribute("hx-headers"))["X-CSRFToken"];
  const table = document.querySelector("table[data-sheet]");
  const home = table ? table.dataset.sheet : null;
  const CELL = 'input[name^="c."]';
  const rows = table
    ? Array.from(table.tBodies[0].rows).map((row) =>
      Array.from(row.cells).slice(3).map((cell) => cell.querySelector(CELL))
    )
    : [];
  const school = Array.from(document.querySelectorAll("#f-school " + CELL));
  const all = rows.flat().filter(Boolean).concat(home ? school : []);
  if (!all.length) return;
  const undo = [], marks = new Set(["x", "v", "✓", "✔", "1", "có", "co"]), empty = new Set(["", "0", "-", "không"]);

  document.querySelectorAll("[data-nojs-cell]").forEach((part) => {
    part.hidden = true;
  });
  const isTick = (input) => input.type === "checkbox";
  const read = (input) => (isTick(input) ? (input.checked ? "x" : "") : input.value.trim().replace(/\s+/g, " "));
  const write = (input, value) => {
    if (isTick(input)) input.checked = Boolean(value);
    else input.value = value;
  };
  const keyOf = (input) => input.name.slice(2);
  const byKey = (key) => all.find((input) => keyOf(input) === key);
  all.forEach((input) => {
    input.dataset.kept = read(input);
  });
  const place = (input) => {
    for (let y = 0; y < rows.length; y += 1) {
      const x = rows[y].indexOf(input);
      if (x >= 0) return [y, x];
    }
    return null;
  };
  const mark = (input, state) => {
    const cell = input.closest("td, label");
    cell.classList.remove("saving", "saved", "failed");
    if (state) cell.classList.add(state);
  };
  const tell = (text) => {
    const box = document.getElementById("luu");
    if (box) box.textContent = text;
  };

  function go(y, x, down, right) {
    for (let step = 1; step < 400; step += 1) {
      const input = rows[y + down * step] && rows[y + down * step][x + right * step];
      if (
        rows[y + down * step] === undefined || (right && x + right * step >= rows[y].length) || x + right * step < 0
      ) return;
      if (input && !input.closest("tr").hidden) {
        input.focus();
        if (!isTick(input)) input.select();
        return;
      }
    }
  }

  function settle(answer, remember) {
    const before = [];
    Object.entries(answer.cells).forEach(([key, now]) => {
      const input = byKey(key);
      if (!input) return;
      if (remember && input.dataset.kept !== now.value) before.push([key, input.dataset.kept]);
      write(input, now.value);
      input.dataset.kept = now.value;
      if (now.by) input.title = now.by + " ghi";
      mark(input, "saved");
    });
    if (before.length) undo.push(before); /* a pasted block goes back in one step */
    Object.entries(answer.totals).forEach(([code, sum]) => {
      const cell = table.querySelector('[data-total="' + code + '"]');
      if (cell) cell.textContent = sum;
    });
    document.body.dispatchEvent(new CustomEvent("doi-o"));
  }

  function conflict(answer, mine) {
    const box = document.getElementById("xung-dot"),
      notice = document.createElement("div"),
      inner = document.createElement("div");
    const text = document.createElement("p"), deeds = document.createElement("p");
    notice.className = "notice bad";
    deeds.className = "row";
    text.textContent = answer.message;
    const offer = (label, act) => {
      const button = document.createElement("button");
      button.type = "button";
      button.className = "button small";
      button.textContent = label;
      button.addEventListener("click", () => {
        box.replaceChildren();
        act();
      });
      deeds.append(button);
    };
    offer("Giữ của người kia", () => settle(answer, false));
    offer("Ghi của tôi", () => {
      Object.entries(answer.cells).forEach(([key, now]) => {
        byKey(key).dataset.kept = now.value;
      });
      send(mine, true);
    });
    inner.append(text, deeds);
    notice.append(inner);
    box.replaceChildren(notice);
    deeds.querySelector("button").focus();
  }

  async function send(mine, remember) {
    const body = new URLSearchParams();
    mine.forEach((value, key) => {
      const input = byKey(key);
      body.set("c." + key, value);
      body.set("s." + key, input.dataset.kept);
      write(input, value);
      mark(input, "saving");
    });
    let answer, status;
    try {
      const response = await fetch(home, {
        method: "POST",
        body,
        headers: { "X-CSRFToken": token },
        credentials: "same-origin",
      });
      status = response.status;
      answer = await response.json();
    } catch {
      mine.forEach((_, key) => mark(byKey(key), "failed"));
      window.thidua.say(
        "Chưa lưu được ô vừa sửa: không tới được máy chủ hoặc phiên làm việc đã hết. " +
          "Chữ vừa gõ còn trong ô; sửa lại ô để lưu lần nữa.",
      );
      return;
    }
    if (status === 200) {
      settle(answer, remember);
      tell("Đã lưu.");
      if (!table.querySelector("td.failed")) document.getElementById("xung-dot").replaceChildren();
      return;
    }
    mine.forEach((_, key) => mark(byKey(key), "failed"));
    if (status === 409) conflict(answer, mine);
    else {
      window.thidua.say(answer.message || "Chưa lưu được ô vừa sửa.");
      mine.forEach((_, key) => {
        const input = byKey(key);
        if (isTick(input)) write(input, input.dataset.kept);
      });
    }
  }

  function save(inputs) {
    const mine = new Map();
    inputs.forEach((input) => {
      if (read(input) !== input.dataset.kept) mine.set(keyOf(input), read(input));
    });
    if (mine.size) send(mine, true);
  }

  document.addEventListener("change", (event) => {
    if (all.includes(event.target)) save([event.target]);
  });
  document.addEventListener("submit", (event) => {
    if (/^f(-school)?$/.test(event.target.id)) event.preventDefault();
  });
  document.addEventListener("keydown", (event) => {
    const input = event.target;
    if (!all.includes(input)) return;
    const where = place(input),
      whole = isTick(input) || (input.selectionStart === 0 && input.selectionEnd === input.value.length);
    if (
      (event.ctrlKey || event.metaKey) && event.key.toLowerCase() === "z" && read(input) === input.dataset.kept &&
      undo.length
    ) {
      event.preventDefault();
      const last = undo.pop();
      byKey(last[0][0]).focus();
      send(new Map(last), false);
      return;
    }
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.key === "Escape") {
      write(input, input.dataset.kept);
      mark(input, "");
      return;
    }
    if (isTick(input) && event.key.toLowerCase() === "x") {
      event.preventDefault();
      input.checked = !input.checked;
      save([input]);
      return;
    }
    if (isTick(input) && (event.key === "Delete" || event.key === "Backspace")) {
      event.preventDefault();
      input.checked = false;
      save([input]);
      return;
    }
    if (!where) return;
    const step = { ArrowUp: [-1, 0], ArrowDown: [1, 0], Enter: [event.shiftKey ? -1 : 1, 0] }[event.key] ||
      (whole && { ArrowLeft: [0, -1], ArrowRight: [0, 1] }[event.key]);
    if (!step) return;
    event.preventDefault();
    go(where[0], where[1], step[0], step[1]);
    if (event.key === "Enter" && document.activeElement === input) {
      input.blur();
      input.focus();
    } /* the last row is saved too */
  });
  document.addEventListener("paste", (event) => {
    const input = event.target, where = all.includes(input) && place(input);
    if (!where) return;
    const text = event.clipboardData.getData("text/plain").replace(/\r/g, "").replace(/\n$/, "");
    if (!/[\t\n]/.test(text) && !isTick(input)) return;
    event.preventDefault();
    const touched = [], wrong = [];
    text.split("\n").forEach((line, down) =>
      line.split("\t").forEach((value, right) => {
        const cell = rows[where[0] + down] && rows[where[0] + down][where[1] + right],
          plain = value.trim().toLowerCase();
        if (!cell) return;
        if (isTick(cell) && !marks.has(plain) && !empty.has(plain)) {
          wrong.push(value.trim().slice(0, 20));
          return;
        }
        write(cell, isTick(cell) ? marks.has(plain) : value.trim());
        touched.push(cell);
      })
    );
    if (wrong.length) {
      touched.forEach((cell) => write(cell, cell.dataset.kept));
      window.thidua.say(
        "Chưa dán: “" + wrong[0] +
          "” không phải dấu đăng ký. Cột danh hiệu ghi x hoặc để trống; kiểm tra đã chọn đúng ô đầu chưa.",
      );
      return;
    }
    save(touched);
  });
  document.addEventListener("copy", (event) => {
    if (all.includes(event.target) && isTick(event.target)) {
      event.preventDefault();
      event.clipboardData.setData("text/plain", read(event.target));
    }
  });
  window.addEventListener("beforeunload", (event) => {
    if (document.querySelector("td.failed, td.saving")) event.preventDefault();
  });
})();
