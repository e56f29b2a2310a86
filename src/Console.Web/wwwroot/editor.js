// A plain text area made fit for policies: line numbers, Tab, a key that saves, jumps to faults. The text stays in the browser until it is
// saved; what was typed and not saved survives a reload, a broken line and leaving by mistake.
const root = document.documentElement;
const indent = '  ';
const lineHeight = 20;
const known = new WeakMap();
const waiting = new Set();
let leaving = false;

const areaOf = editor => editor.querySelector('textarea');
const keptName = editor => `draft:${root.dataset.reader ?? ''}:${location.pathname}:editor-${editor.dataset.editor}`;
const find = name => document.querySelector(`[data-editor="${CSS.escape(name)}"]`);

function keptOf(editor) {
  try {
    return JSON.parse(sessionStorage.getItem(keptName(editor)));
  } catch {
    return null;
  }
}

function keep(editor) {
  try {
    sessionStorage.setItem(keptName(editor), JSON.stringify({ base: known.get(editor).base, text: areaOf(editor).value }));
  } catch {
    // No room in the browser: leaving asks all the same.
  }
}

function forget(editor) {
  sessionStorage.removeItem(keptName(editor));
}

// The server hears only that something was typed; the text goes when it is asked for.
function tell(editor) {
  const tick = editor.querySelector('[data-editor-dirty]');
  const { dirty } = known.get(editor);
  editor.toggleAttribute('data-dirty', dirty);
  if (!tick || tick.checked === dirty) return;
  // Before the page is live nobody listens; it is told when it is.
  if (root.dataset.link !== 'live') return waiting.add(editor);
  tick.checked = dirty;
  tick.dispatchEvent(new Event('change', { bubbles: true }));
}

function setDirty(editor, dirty) {
  known.get(editor).dirty = dirty;
  tell(editor);
}

function number(editor) {
  const gutter = editor.querySelector('[data-gutter]');
  const state = known.get(editor);
  if (!gutter) return;
  let lines = 1;
  for (const character of areaOf(editor).value) if (character === '\n') lines++;
  const faulty = editor.dataset.faultLines ?? '';
  if (state.lines === lines && state.faulty === faulty && gutter.childNodes.length > 0) return;
  Object.assign(state, { lines, faulty });
  const marked = new Set(faulty.split(' ').filter(Boolean).map(Number));
  const rows = document.createDocumentFragment();
  let plain = '';
  for (let line = 1; line <= lines; line++) {
    if (!marked.has(line)) {
      plain += `${line}\n`;
      continue;
    }
    const row = document.createElement('b');
    row.textContent = `! ${line}\n`;
    rows.append(plain, row);
    plain = '';
  }
  rows.append(plain);
  gutter.replaceChildren(rows);
  follow(editor);
}

function follow(editor) {
  const gutter = editor.querySelector('[data-gutter]');
  if (gutter) gutter.scrollTop = areaOf(editor).scrollTop;
}

function attach(editor) {
  const area = areaOf(editor);
  if (!area) return;
  const state = known.get(editor);
  const isSame = state?.area === area;
  if (isSame && state.base === editor.dataset.base) return number(editor);
  // Only the name of what is kept has changed; what is typed is still the same.
  if (isSame && state.dirty && keptOf(editor)?.text === area.value) return number(editor);
  const next = { area, base: editor.dataset.base, dirty: false };
  known.set(editor, next);
  const kept = area.readOnly ? null : keptOf(editor);
  if (kept && kept.text !== area.value) {
    area.value = kept.text;
    // It was written upon this; whether that still stands is for the server to say.
    next.base = kept.base;
    setDirty(editor, true);
  } else {
    if (kept) forget(editor);
    setDirty(editor, false);
  }
  if (!isSame) area.addEventListener('scroll', () => follow(editor), { passive: true });
  number(editor);
}

function attachAll() {
  for (const editor of document.querySelectorAll('[data-editor]')) attach(editor);
  if (root.dataset.link !== 'live') return;
  for (const editor of waiting) {
    waiting.delete(editor);
    if (editor.isConnected) tell(editor);
  }
}

function typed(area) {
  const editor = area.closest('[data-editor]');
  if (!editor || !known.has(editor)) return;
  keep(editor);
  setDirty(editor, true);
  number(editor);
}

// --- Keys: Tab indents; Escape lets the next Tab leave, so that nobody is held in here --------------------------------------------
let letsGo = false;
document.addEventListener('keydown', event => {
  if ((event.ctrlKey || event.metaKey) && !event.shiftKey && !event.altKey && event.key.toLowerCase() === 's') {
    const save = document.querySelector('[data-editor-save]');
    if (!save) return;
    event.preventDefault();
    if (!save.disabled && save.checkVisibility()) save.click();
    return;
  }
  const area = event.target.closest?.('[data-editor] textarea');
  if (!area || area.readOnly) return;
  if (event.key === 'Escape') letsGo = true;
  else if (event.key === 'Tab' && !event.shiftKey && !event.ctrlKey && !event.metaKey && !event.altKey) {
    if (letsGo) return;
    event.preventDefault();
    // Insertion through the browser keeps its undo.
    if (!document.execCommand('insertText', false, indent)) {
      area.setRangeText(indent, area.selectionStart, area.selectionEnd, 'end');
      typed(area);
    }
  } else if (event.key !== 'Shift') letsGo = false;
});
document.addEventListener('focusin', () => letsGo = false);
document.addEventListener('input', event => {
  if (event.target.matches?.('[data-editor] textarea')) typed(event.target);
});

// --- From a fault to its place ---------------------------------------------------------------------------------------------------
document.addEventListener('click', event => {
  const button = event.target.closest?.('[data-goto]');
  const editor = button && find(button.dataset.gotoIn);
  if (!editor) return;
  const [line, column] = button.dataset.goto.split(':').map(Number);
  const area = areaOf(editor);
  const lines = area.value.split('\n');
  const before = lines.slice(0, Math.max(0, line - 1)).reduce((sum, each) => sum + each.length + 1, 0);
  const at = before + Math.min(Math.max(0, column - 1), lines[line - 1]?.length ?? 0);
  area.focus();
  area.setSelectionRange(at, at);
  area.scrollTop = Math.max(0, (line - 5) * lineHeight);
  area.scrollIntoView({ block: 'nearest' });
});

// --- Leaving with something unsaved asks first -----------------------------------------------------------------------------------
const question = 'You have unsaved changes. Leave this page? This tab keeps them until you close it or sign out.';
const isDirty = () => document.querySelector('[data-editor][data-dirty]') !== null;

document.addEventListener('click', event => {
  const link = event.target.closest?.('a[href]');
  if (!link || !isDirty() || event.button !== 0 || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
  if (link.target || link.hasAttribute('download') || link.matches('[data-in-place]') || link.hash && link.pathname === location.pathname) return;
  if (confirm(question)) {
    leaving = true;
    setTimeout(() => leaving = false, 3000);
    return;
  }
  event.preventDefault();
  event.stopImmediatePropagation();
}, true);

window.addEventListener('beforeunload', event => {
  // A page that reloads itself because its line broke brings the text back by itself.
  if (!leaving && isDirty() && root.dataset.link === 'live') event.preventDefault();
});

Object.assign(window.agentConsole ??= {}, {
  // Streamed, because a message of the circuit is small.
  editorRead(name) {
    const editor = find(name);
    const { base } = known.get(editor);
    const area = areaOf(editor);
    known.get(editor).sent = area.value;
    return new TextEncoder().encode(JSON.stringify({ base, text: area.value }));
  },
  // What was sent is saved as this; what was typed meanwhile stays unsaved.
  editorSaved(name, base) {
    const editor = find(name);
    if (!editor) return;
    const state = known.get(editor);
    state.base = base;
    if (areaOf(editor).value === state.sent) {
      forget(editor);
      setDirty(editor, false);
    } else keep(editor);
  },
  // The typed text is meant for what is there now.
  editorRebase(name, base) {
    const editor = find(name);
    if (!editor || !known.get(editor).dirty) return;
    known.get(editor).base = base;
    keep(editor);
  },
  editorTakeBack(name, text) {
    const editor = find(name);
    if (!editor) return;
    areaOf(editor).value = text;
    forget(editor);
    known.get(editor).base = editor.dataset.base;
    setDirty(editor, false);
    number(editor);
  },
});

attachAll();
new MutationObserver(attachAll).observe(document.documentElement, {
  childList: true, subtree: true, attributes: true, attributeFilter: ['data-base', 'data-fault-lines', 'data-link'],
});
