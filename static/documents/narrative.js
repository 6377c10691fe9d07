/* The editor of a paper's words: headings, lists, bold, italic and nothing else.
   Without it the textarea works as it is. */
import {
  Bold,
  BulletList,
  Document,
  Editor,
  Heading,
  History,
  Italic,
  ListItem,
  OrderedList,
  Paragraph,
  Text,
} from "../django_prose_editor/editor.js";

const DEEDS = {
  bold: { run: (chain) => chain.toggleBold(), on: (editor) => editor.isActive("bold") },
  italic: { run: (chain) => chain.toggleItalic(), on: (editor) => editor.isActive("italic") },
  h3: { run: (chain) => chain.toggleHeading({ level: 3 }), on: (editor) => editor.isActive("heading", { level: 3 }) },
  h4: { run: (chain) => chain.toggleHeading({ level: 4 }), on: (editor) => editor.isActive("heading", { level: 4 }) },
  bullet: { run: (chain) => chain.toggleBulletList(), on: (editor) => editor.isActive("bulletList") },
  number: { run: (chain) => chain.toggleOrderedList(), on: (editor) => editor.isActive("orderedList") },
  deeper: { run: (chain) => chain.sinkListItem("listItem") },
  higher: { run: (chain) => chain.liftListItem("listItem") },
  undo: { run: (chain) => chain.undo() },
  redo: { run: (chain) => chain.redo() },
};

/* A draft stays on this device until the server has kept it. */
const drafts = {
  get: (key) => {
    try {
      return JSON.parse(localStorage.getItem("draft:" + key));
    } catch {
      return null;
    }
  },
  set: (key, value) => {
    try {
      localStorage.setItem("draft:" + key, JSON.stringify(value));
    } catch { /* full or forbidden: the page still asks before it is left */ }
  },
  drop: (key) => {
    try {
      localStorage.removeItem("draft:" + key);
    } catch { /* nothing to drop */ }
  },
};

function toolbar(place, editor) {
  const buttons = Array.from(place.querySelectorAll("[data-do]"));
  const show = () =>
    buttons.forEach((button) => {
      const deed = DEEDS[button.dataset.do];
      if (deed.on) button.setAttribute("aria-pressed", String(deed.on(editor)));
      button.setAttribute("aria-disabled", String(!deed.run(editor.can().chain()).run()));
    });
  place.addEventListener("click", (event) => {
    const button = event.target.closest("[data-do]");
    if (button) DEEDS[button.dataset.do].run(editor.chain().focus()).run();
  });
  place.addEventListener("keydown", (event) => {
    /* one stop for Tab, arrows inside */
    const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
    if (!step) return;
    event.preventDefault();
    buttons[(buttons.indexOf(document.activeElement) + step + buttons.length) % buttons.length].focus();
  });
  place.addEventListener("focusin", (event) =>
    buttons.forEach((button) => {
      button.tabIndex = button === event.target ? 0 : -1;
    }));
  buttons.forEach((button, index) => {
    button.tabIndex = index ? -1 : 0;
  });
  editor.on("transaction", show);
  show();
  place.hidden = false;
}

function offer(area, editor, seen) {
  const key = area.dataset.draftKey, box = area.form.querySelector("[data-draft]"), kept = drafts.get(key);
  if (!kept) return;
  if (kept.html === area.value || (kept.sent && kept.seen !== seen)) {
    drafts.drop(key);
    return;
  }
  box.hidden = false;
  box.querySelector("[data-draft-take]").addEventListener("click", () => {
    editor.commands.setContent(kept.html, { emitUpdate: true });
    box.hidden = true;
    editor.commands.focus();
  });
  box.querySelector("[data-draft-drop]").addEventListener("click", () => {
    drafts.drop(key);
    box.hidden = true;
    editor.commands.focus();
  });
}

function begin(area) {
  const form = area.form, seen = form.elements.seen.value, key = area.dataset.draftKey;
  const place = document.createElement("div");
  area.before(place);
  const editor = new Editor({
    element: place,
    injectCSS: false,
    extensions: [
      Document,
      Paragraph,
      Text,
      Heading.configure({ levels: [3, 4] }),
      Bold,
      Italic,
      BulletList,
      OrderedList,
      ListItem,
      History,
    ],
    content: area.value,
    editorProps: {
      attributes: {
        id: "loi-soan",
        class: "narrative",
        role: "textbox",
        "aria-multiline": "true",
        "aria-labelledby": "loi-ten",
        lang: "vi",
      },
    },
  });
  offer(area, editor, seen);
  area.hidden = true;
  editor.on("update", () => {
    area.value = editor.isEmpty ? "" : editor.getHTML();
    area.dispatchEvent(new Event("input", { bubbles: true }));
    drafts.set(key, { seen, html: area.value });
  });
  form.addEventListener("submit", () => drafts.set(key, { seen, html: area.value, sent: true }));
  document.getElementById("loi-ten").addEventListener("click", () => editor.commands.focus());
  toolbar(form.querySelector("[data-toolbar]"), editor);
}

document.querySelectorAll("textarea[data-narrative]").forEach(begin);
