/* A grid of numbers in the manner of a spreadsheet. Each cell is saved on leaving, a pasted block in one go;
   a cell that someone else changed meanwhile is shown with both numbers and the choice.
   Without this file every row has its own button. */
(function () {
  "use strict";
  const table = document.querySelector("table[data-grid]");
  if (!table) return;
  const headers = JSON.parse(document.body.getAttribute("hx-headers")); /* CSRF token, acting seat */
  const rows = Array.from(table.tBodies[0].rows).map((row) =>
    Array.from(row.querySelectorAll("td.cell > input:not([type=hidden])"))
  );
  const undo = [];
  table.querySelectorAll("[data-nojs-cell]").forEach((cell) => {
    cell.hidden = true;
  });
  rows.flat().forEach((input) => {
    input.dataset.kept = input.value;
  });

  const keyOf = (input) => input.name.slice(2);
  const version = (input) => input.nextElementSibling;
  const place = (input) => {
    for (let y = 0; y < rows.length; y += 1) {
      const x = rows[y].indexOf(input);
      if (x >= 0) return [y, x];
    }
    return [0, 0];
  };
  const go = (y, x) => {
    const input = rows[y] && rows[y][x];
    if (input) {
      input.focus();
      input.select();
    }
    return Boolean(input);
  };
  const byKey = (key) => rows.flat().find((input) => keyOf(input) === key);
  const mark = (input, state) => {
    const cell = input.parentElement;
    cell.classList.remove("saving", "saved", "failed");
    if (state) cell.classList.add(state);
  };
  const tell = (text) => {
    document.getElementById("luu").textContent = text;
  };

  function settle(answer, mine, remember) {
    Object.entries(answer.cells).forEach(([key, now]) => {
      const input = byKey(key);
      if (!input) return;
      if (remember) undo.push([key, input.dataset.kept]);
      input.value = now.value;
      input.dataset.kept = now.value;
      version(input).value = now.version;
      input.title = now.by ? now.by + " ghi" : "";
      input.parentElement.classList.toggle("differs", now.differs);
      let note = input.parentElement.querySelector(".diff");
      if (now.differs && !note) {
        note = document.createElement("span");
        note.className = "diff";
        input.parentElement.append(note);
      }
      if (note) {
        if (now.differs) note.textContent = "gửi " + now.sent;
        else note.remove();
      }
      mark(input, "saved");
    });
    Object.entries(answer.totals).forEach(([code, sum]) => {
      table.querySelector('[data-total="' + code + '"]').textContent = sum;
    });
  }

  function conflict(answer, mine) {
    const box = document.getElementById("xung-dot"),
      notice = document.createElement("div"),
      text = document.createElement("p"),
      deeds = document.createElement("p"),
      inner = document.createElement("div");
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
    offer("Giữ số của người kia", () => settle(answer, mine, false));
    offer("Ghi số của tôi", () => {
      Object.entries(answer.cells).forEach(([key, now]) => {
        version(byKey(key)).value = now.version;
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
      body.set("v." + key, version(input).value);
      input.value = value;
      mark(input, "saving");
    });
    let answer, status;
    try {
      const response = await fetch(table.dataset.grid, { method: "POST", body, headers, credentials: "same-origin" });
      status = response.status;
      answer = await response.json();
    } catch {
      mine.forEach((_, key) => mark(byKey(key), "failed"));
      window.thidua.say(
        "Chưa lưu được ô vừa sửa: không tới được máy chủ hoặc phiên làm việc đã hết. " +
          "Số vừa gõ còn trong ô; sửa lại ô để lưu lần nữa.",
      );
      return;
    }
    if (status === 200) {
      settle(answer, mine, remember);
      tell("Đã lưu.");
      if (!table.querySelector("td.failed")) document.getElementById("xung-dot").replaceChildren();
      return;
    }
    mine.forEach((_, key) => mark(byKey(key), "failed"));
    if (status === 409) conflict(answer, mine);
    else window.thidua.say(answer.message || "Chưa lưu được ô vừa sửa.");
  }

  function save(inputs) {
    const mine = new Map();
    inputs.forEach((input) => {
      if (input.value.trim() !== input.dataset.kept) mine.set(keyOf(input), input.value.trim());
    });
    if (mine.size) send(mine, true);
  }

  table.addEventListener("focusin", (event) => {
    if (event.target.matches("td.cell > input")) event.target.select();
  });
  table.addEventListener("change", (event) => {
    if (event.target.matches("td.cell > input")) save([event.target]);
  });
  table.addEventListener("keydown", (event) => {
    const input = event.target;
    if (!input.matches("td.cell > input")) return;
    const [y, x] = place(input), all = input.selectionStart === 0 && input.selectionEnd === input.value.length;
    const step = { ArrowUp: [-1, 0], ArrowDown: [1, 0], Enter: [event.shiftKey ? -1 : 1, 0] }[event.key] ||
      (all && { ArrowLeft: [0, -1], ArrowRight: [0, 1] }[event.key]);
    if (event.key === "Escape") {
      input.value = input.dataset.kept;
      mark(input, "");
      input.select();
      return;
    }
    if (
      (event.ctrlKey || event.metaKey) && event.key.toLowerCase() === "z" && input.value === input.dataset.kept &&
      undo.length
    ) {
      event.preventDefault();
      const [key, value] = undo.pop();
      byKey(key).focus();
      send(new Map([[key, value]]), false);
      return;
    }
    if (step) {
      event.preventDefault();
      go(y + step[0], x + step[1]);
    }
  });
  table.addEventListener("paste", (event) => {
    const text = event.clipboardData.getData("text/plain").replace(/\r/g, "").replace(/\n$/, "");
    if (!/[\t\n]/.test(text) || !event.target.matches("td.cell > input")) return;
    event.preventDefault();
    const [y, x] = place(event.target), touched = [];
    text.split("\n").forEach((line, down) =>
      line.split("\t").forEach((value, right) => {
        const input = rows[y + down] && rows[y + down][x + right];
        if (input) {
          input.value = value.trim();
          touched.push(input);
        }
      })
    );
    save(touched);
  });
  table.addEventListener("copy", (event) => {
    if (event.target.matches("td.cell > input") && event.target.selectionStart === event.target.selectionEnd) {
      event.preventDefault();
      event.clipboardData.setData("text/plain", event.target.value);
    }
  });
  window.addEventListener("beforeunload", (event) => {
    if (table.querySelector("td.failed, td.saving")) event.preventDefault();
  });
})();
