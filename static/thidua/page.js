/* The frame's manners: menus, shown passwords, forms that ask before what was typed is lost,
   the way back, errors of partial loads. */
(function () {
  "use strict";
  const all = (selector, root) => Array.from((root || document).querySelectorAll(selector));
  const el = (id) => document.getElementById(id);

  /* Menus: drop-downs close on Escape and outside clicks, the phone's sheet keeps the focus inside. */
  const menu = el("menu");
  function sheet(open) {
    if (!menu) return;
    menu.classList.toggle("open", open);
    all("[data-menu-open]").forEach((link) => link.setAttribute("aria-expanded", String(open)));
    (open ? menu.querySelector("a") : document.querySelector("[data-menu-open]"))?.focus();
  }
  document.addEventListener("click", (event) => {
    all("details.drop[open]").forEach((drop) => {
      if (!drop.contains(event.target)) drop.open = false;
    });
    if (event.target.closest("[data-menu-open]")) {
      event.preventDefault();
      sheet(true);
    }
    if (event.target.closest("[data-menu-close]")) {
      event.preventDefault();
      sheet(false);
    }
    const button = event.target.closest("[data-reveal]");
    if (button) {
      const input = el(button.dataset.reveal), shown = input.type === "text";
      input.type = shown ? "password" : "text";
      button.textContent = shown ? "Hiện" : "Ẩn";
      button.setAttribute("aria-pressed", String(!shown));
      input.focus();
    }
    if (event.target.closest("[data-print]")) window.print();
    const copy = event.target.closest("[data-copy]");
    if (copy) copied(copy, el(copy.dataset.copy));
  });
  /* Copies a field's text; where the browser forbids it the text is selected, to be copied by hand. */
  function copied(button, field) {
    const say = (text) => button.parentElement.querySelector("[data-copied]")?.replaceChildren(text);
    field.select();
    (navigator.clipboard?.writeText(field.value) ?? Promise.reject())
      .then(() => say("Đã chép."), () => say("Trình duyệt không cho chép; nhấn Ctrl+C."));
  }
  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape") {
      const drop = document.querySelector("details.drop[open]");
      if (drop) {
        drop.open = false;
        drop.querySelector("summary").focus();
      } else if (menu?.classList.contains("open")) sheet(false);
    }
    if (event.key === "Tab" && menu?.classList.contains("open")) {
      const links = all("a", menu), edge = event.shiftKey ? links[0] : links[links.length - 1];
      if (document.activeElement === edge) {
        event.preventDefault();
        (event.shiftKey ? links[links.length - 1] : links[0]).focus();
      }
    }
  });

  /* What is missing or wrong is said by the server, in Vietnamese and beside its field; the browser's own words come
     in the language of the browser. */
  const own = (root) => all("form", root).forEach((form) => form.noValidate = true);
  own();
  document.addEventListener("htmx:afterSwap", (event) => own(event.target));

  /* A form with data-guard asks before the page is left with something typed and not sent. */
  const dirty = new Set();
  document.addEventListener("input", (event) => {
    const form = event.target.closest("form[data-guard]");
    if (form) dirty.add(form);
  });
  document.addEventListener("submit", (event) => {
    dirty.delete(event.target);
    if (
      event.defaultPrevented || event.target.matches("[hx-post], [hx-get], [hx-put]") || event.target.method === "get"
    ) return;
    const button = event.submitter; /* a double click sends once */
    if (button) {
      setTimeout(() => {
        button.disabled = true;
        setTimeout(() => {
          button.disabled = false;
        }, 8000);
      }, 0);
    }
  });
  window.addEventListener("beforeunload", (event) => {
    if (dirty.size) event.preventDefault();
  });
  window.addEventListener("pageshow", () =>
    all("button[disabled][data-was]").forEach((button) => {
      button.disabled = false;
    }));

  /* The way back: a list remembers its filter, page and place; "Quay lại" returns there. */
  const memory = {
    get: (key) => {
      try {
        return JSON.parse(sessionStorage.getItem(key));
      } catch {
        return null;
      }
    },
    set: (key, value) => {
      try {
        sessionStorage.setItem(key, JSON.stringify(value));
      } catch { /* private mode: plain link */ }
    },
  };
  const box = () => document.querySelector("main .tablebox");
  const keyOf = (path) => "list:" + path, here = keyOf(location.pathname);
  if (document.querySelector("[data-list]")) {
    const old = memory.get(here);
    if (old && old.href === location.href && memory.get("returning") === here) {
      window.scrollTo(0, old.top);
      if (box()) box().scrollTop = old.inner;
    }
    memory.set("returning", null);
    window.addEventListener(
      "pagehide",
      () => memory.set(here, { href: location.href, top: window.scrollY, inner: box()?.scrollTop || 0 }),
    );
  }
  function leadBack(link, key, old) {
    link.href = old.href;
    link.addEventListener("click", () => memory.set("returning", key));
  }
  all("a[data-back]").forEach((link) => {
    const old = memory.get(keyOf(link.pathname));
    if (old && !link.search) leadBack(link, keyOf(link.pathname), old);
  });
  const from = document.referrer ? new URL(document.referrer) : null, way = document.querySelector("[data-return]");
  if (way && from && from.origin === location.origin && from.pathname !== location.pathname) {
    const old = memory.get(keyOf(from.pathname));
    if (old) {
      leadBack(way.querySelector("a"), keyOf(from.pathname), old);
      way.hidden = false;
    }
  }

  function settle(root) {
    all("[data-reveal][hidden]", root).forEach((button) => {
      button.hidden = false;
    });
    all("[data-js][hidden]", root).forEach((part) => {
      part.hidden = false;
    });
    all("form[data-auto]", root).forEach((form) => {
      all("button[data-nojs]", form).forEach((button) => {
        button.hidden = true;
      });
      form.addEventListener("change", () => form.requestSubmit());
    });
    all("[data-focus]", root).find((part) => !part.closest("[data-sample]"))?.focus();
  }
  settle(document);

  /* Partial loads that fail say so where messages stand; nothing fails in silence. */
  function say(text) {
    const place = el("thong-bao");
    if (!place) return;
    const box = document.createElement("div");
    box.className = "notice bad";
    box.setAttribute("role", "alert");
    const inner = document.createElement("div");
    inner.textContent = text;
    box.append(inner);
    place.replaceChildren(box);
    place.scrollIntoView({ block: "nearest" });
  }
  window.thidua = { say };
  document.addEventListener("htmx:afterSettle", (event) => settle(event.target));
  document.addEventListener(
    "htmx:sendError",
    () => say("Không tới được máy chủ. Việc vừa làm chưa được lưu; hãy kiểm tra đường mạng rồi thử lại."),
  );
  document.addEventListener("htmx:responseError", (event) => {
    const status = event.detail.xhr.status;
    if (status === 409 || status === 422) return;
    say(
      status === 403
        ? "Vai trò đang dùng không làm được việc này, hoặc phiên làm việc đã cũ. Hãy tải lại trang."
        : status === 404
        ? "Nội dung này không còn hoặc không thuộc phạm vi của vai trò đang dùng. Hãy tải lại trang."
        : "Máy chủ gặp lỗi, việc vừa làm có thể chưa được lưu. Hãy thử lại sau ít phút.",
    );
  });
})();
