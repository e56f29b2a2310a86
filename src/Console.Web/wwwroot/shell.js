// What only the browser can do for every page: start Blazor, be honest about the line, keep drafts, remember the look, times in the reader's zone.
const root = document.documentElement;
const words = { connecting: 'Connecting', live: 'Live', reconnecting: 'Reconnecting', offline: 'Offline', broken: 'Page broke' };

// --- The line to the server -------------------------------------------------------------------------------------------------
const retryDelays = [0, 250, 500, 1000, 1000, 2000];
const retryDelayMost = 3000;
const offlineAfter = 20000;
const connectWithin = 20000;
let link = 'connecting';
let downSince = 0;

let expecting = false;
function expectConnection() {
  if (expecting) return;
  expecting = true;
  setTimeout(() => {
    expecting = false;
    if (link === 'connecting' && document.getElementById('live-dot')) setLink('offline');
  }, connectWithin);
}

function setLink(next) {
  link = next;
  showLink();
}

function showLink() {
  const dot = document.getElementById('live-dot');
  if (!dot) {
    // A page in front of the sign-in has no circuit; the next page with one starts anew.
    link = 'connecting';
    delete root.dataset.link;
    return;
  }
  if (link === 'connecting') expectConnection();
  root.dataset.link = link;
  const word = dot.querySelector('[data-live-word]');
  if (word && word.textContent !== words[link]) word.textContent = words[link];
  // Inert takes every decision away at once: mouse, keyboard and screen reader alike.
  const down = link === 'reconnecting' || link === 'offline' || link === 'broken';
  for (const part of document.querySelectorAll('#content, .toasts, dialog:not(#jump)')) part.toggleAttribute('inert', down);
}

const reconnection = {
  running: false,
  onConnectionDown() {
    if (this.running) return;
    this.running = true;
    downSince = Date.now();
    setLink(navigator.onLine ? 'reconnecting' : 'offline');
    this.run();
  },
  onConnectionUp() {
    this.running = false;
    setLink('live');
  },
  async run() {
    for (let attempt = 0; this.running; attempt++) {
      await pause(retryDelays[attempt] ?? retryDelayMost);
      if (!this.running) return;
      if (!navigator.onLine || Date.now() - downSince > offlineAfter) setLink('offline');
      try {
        // False: the server is there but has forgotten this circuit. Only a fresh page is honest then.
        if (!await Blazor.reconnect()) return reload();
      } catch {
        // Not reachable yet; the next attempt follows.
      }
    }
  },
};

function pause(milliseconds) {
  if (milliseconds === 0) return Promise.resolve();
  return new Promise(done => {
    const finish = () => {
      clearTimeout(timer);
      window.removeEventListener('online', finish);
      document.removeEventListener('visibilitychange', seen);
      done();
    };
    const seen = () => document.visibilityState === 'visible' && finish();
    const timer = setTimeout(finish, milliseconds);
    window.addEventListener('online', finish);
    document.addEventListener('visibilitychange', seen);
  });
}

function reload() {
  keepAllDrafts();
  location.reload();
}

function watchForBreak() {
  const banner = document.getElementById('blazor-error-ui');
  if (!banner) return;
  new MutationObserver(() => {
    if (banner.style.display === 'block' && link !== 'broken') setLink('broken');
  }).observe(banner, { attributes: true, attributeFilter: ['style'] });
}

// --- Drafts: what was typed survives a reload -------------------------------------------------------------------------------
const draftSelector = '[data-draft-key]';
const draftName = element => `draft:${root.dataset.reader ?? ''}:${location.pathname}:${element.dataset.draftKey}`;
const isTick = element => element.type === 'checkbox' || element.type === 'radio';
const touched = new WeakSet();

function keepDraft(element) {
  const empty = isTick(element) ? element.checked === element.defaultChecked : element.value === '';
  if (empty) sessionStorage.removeItem(draftName(element));
  else sessionStorage.setItem(draftName(element), JSON.stringify(isTick(element) ? element.checked : element.value));
}

function keepAllDrafts() {
  for (const element of document.querySelectorAll(draftSelector)) if (touched.has(element)) keepDraft(element);
}

// What the server already gave back wins; only an untouched, empty element is filled. Unless what stands there is but what one begins
// with, and the key says with what: then what was typed wins.
function restoreDrafts() {
  for (const element of document.querySelectorAll(draftSelector)) {
    if (touched.has(element)) continue;
    const kept = sessionStorage.getItem(draftName(element));
    if (kept === null) continue;
    const value = JSON.parse(kept);
    if (isTick(element)) {
      if (element.checked === value) continue;
      element.checked = value;
    } else {
      if (element.value !== '' && !('draftWins' in element.dataset)) continue;
      element.value = value;
      if (element.value === '') continue;
    }
    touched.add(element);
    element.dispatchEvent(new Event('input', { bubbles: true }));
    element.dispatchEvent(new Event('change', { bubbles: true }));
  }
}

function clearDrafts(prefix) {
  for (const name of Object.keys(sessionStorage)) {
    if (!name.startsWith('draft:')) continue;
    const key = name.split(':').slice(3).join(':');
    if (prefix === undefined || key.startsWith(prefix)) sessionStorage.removeItem(name);
  }
}

for (const kind of ['input', 'change']) {
  document.addEventListener(kind, event => {
    if (!event.target.matches?.(draftSelector)) return;
    touched.add(event.target);
    keepDraft(event.target);
  });
}

// --- The look: theme, density, rail -----------------------------------------------------------------------------------------
function showLook() {
  for (const button of document.querySelectorAll('[data-look]')) {
    const [name, value] = button.dataset.look.split(':');
    button.setAttribute('aria-pressed', String((root.dataset[name] ?? '') === value));
  }
}

function setLook(button) {
  const [name, chosen] = button.dataset.look.split(':');
  const value = 'lookToggle' in button.dataset && root.dataset[name] === chosen ? '' : chosen;
  if (value) root.dataset[name] = value;
  else delete root.dataset[name];
  const secure = location.protocol === 'https:' ? '; Secure' : '';
  document.cookie = `console-${name}=${value}; Path=/; SameSite=Lax; Max-Age=${value ? 31536000 : 0}${secure}`;
  showLook();
}

// --- Times: relative, and exact in the reader's zone ------------------------------------------------------------------------
// A difference within what the network takes is not a wrong clock.
const measured = Number(document.querySelector('meta[name="server-time"]')?.content ?? Date.now()) - Date.now();
const skew = Math.abs(measured) < 5000 ? 0 : measured;
const exact = new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'short', year: 'numeric', hour: '2-digit', minute: '2-digit', second: '2-digit', timeZoneName: 'short' });

// The same words as RelativeTime.cs.
function relative(milliseconds) {
  const past = milliseconds <= 0;
  const seconds = Math.floor(Math.abs(milliseconds) / 1000);
  if (seconds < 1) return 'now';
  const text = seconds < 60 ? `${seconds} s`
    : seconds < 3600 ? `${Math.floor(seconds / 60)} min`
    : seconds < 86400 ? `${Math.floor(seconds / 3600)} h${spare(Math.floor(seconds % 3600 / 60), 'min')}`
    : `${Math.floor(seconds / 86400)} d${seconds < 604800 ? spare(Math.floor(seconds % 86400 / 3600), 'h') : ''}`;
  return past ? `${text} ago` : `in ${text}`;
}

function spare(count, unit) {
  return count > 0 ? ` ${count} ${unit}` : '';
}

function refreshTimes() {
  const now = Date.now() + skew;
  for (const element of document.querySelectorAll('time[data-moment]')) {
    const at = new Date(element.dateTime);
    if (Number.isNaN(at.getTime())) continue;
    element.dataset.exact = exact.format(at);
    // The text node is Blazor's: its data is changed, the node stays.
    const text = element.dataset.moment === 'relative' ? relative(at.getTime() - now) : exact.format(at);
    const node = element.firstChild;
    if (node?.nodeType === Node.TEXT_NODE && node.data !== text) node.data = text;
  }
}

// Minutes and seconds until a moment; the same words as TimeLeft.razor.
function refreshLeft() {
  const now = Date.now() + skew;
  for (const element of document.querySelectorAll('time[data-left]')) {
    const seconds = Math.max(0, Math.ceil((new Date(element.dateTime).getTime() - now) / 1000));
    const text = `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')}`;
    const node = element.firstChild;
    if (node?.nodeType === Node.TEXT_NODE && node.data !== text) node.data = text;
  }
}

// --- Focus: where a page that comes alive replaces what had it --------------------------------------------------------------
let heading = null;
document.addEventListener('focusin', event => heading = event.target.matches?.('#content h1') ? event.target : null);

function keepFocus() {
  if (!heading || heading.isConnected || document.activeElement !== document.body) return;
  const next = document.querySelector('#content h1');
  if (!next) return;
  next.tabIndex = -1;
  next.focus({ preventScroll: true });
}

// --- Clicks that need no circuit --------------------------------------------------------------------------------------------
async function copy(button) {
  try {
    await navigator.clipboard.writeText(button.dataset.copy);
    button.dataset.copied = 'yes';
  } catch {
    button.dataset.copied = 'no';
  }
  setTimeout(() => delete button.dataset.copied, 1500);
}

// A password that can be looked at may be long.
function reveal(button) {
  const field = document.getElementById(button.dataset.reveal);
  const shown = field.type === 'password';
  field.type = shown ? 'text' : 'password';
  button.setAttribute('aria-pressed', String(shown));
  button.textContent = shown ? 'Hide' : 'Show';
}

document.addEventListener('click', event => {
  const target = event.target.closest?.('[data-look], [data-copy], [data-reload], [data-open-dialog], [data-close-dialog], [data-reveal]');
  if (!target) return;
  if (target.dataset.look !== undefined) setLook(target);
  else if (target.dataset.copy !== undefined) copy(target);
  else if (target.dataset.reload !== undefined) reload();
  else if (target.dataset.reveal !== undefined) reveal(target);
  else if (target.dataset.openDialog !== undefined) openDialog(target.dataset.openDialog);
  else target.closest('dialog')?.close();
});

document.addEventListener('submit', event => {
  if (event.target.matches?.('[data-sign-out]')) clearDrafts();
});

function openDialog(id) {
  const dialog = document.getElementById(id);
  if (dialog && !dialog.open) dialog.showModal();
}

function closeDialog(id) {
  document.getElementById(id)?.close();
}

// --- Keys: a key presses the button that names it (data-key), so that whatever a key does the mouse can do too --------------------
const bounceWithin = 800;
const lastPressed = new Map();

// Nothing inside fields and dialogs, nothing with a modifier, nothing while the page is not live; Escape also leaves a field.
function takesKeys(event) {
  if (event.defaultPrevented || event.isComposing || event.repeat || event.ctrlKey || event.metaKey || event.altKey) return false;
  if (link !== 'live' || document.querySelector('dialog[open]')) return false;
  if (event.key === 'Escape') return !event.shiftKey;
  return root.dataset.keys !== 'off' && !event.target.closest?.('input, select, textarea, [contenteditable]');
}

document.addEventListener('keydown', event => {
  if (!takesKeys(event)) return;
  const key = event.key.length === 1 ? event.key.toLowerCase() : event.key;
  if ((key === 'j' || key === 'k') && moveInList(key === 'j' ? 1 : -1)) return event.preventDefault();
  const button = [...document.querySelectorAll(`[data-key="${CSS.escape(key)}"]`)].find(each => !each.disabled && each.checkVisibility());
  if (!button) return;
  event.preventDefault();
  // The same key twice at once was meant once: the second must not decide what has just come up.
  if (event.timeStamp - (lastPressed.get(key) ?? -bounceWithin) < bounceWithin) return;
  lastPressed.set(key, event.timeStamp);
  if (button.dataset.hold !== undefined) beginHold(button, event.code);
  else button.click();
});

// --- Holding: where a yes costs more, the button is pressed for a second; let go earlier it is a click, which asks in words ---------
// A screen reader's click and Enter are clicks, so whoever cannot hold gets the words. A repeated key begins nothing.
const holdFor = 1000;
const pointer = 'pointer';
let hold = null;

function beginHold(button, by) {
  endHold();
  if (button.disabled || link !== 'live') return;
  hold = { button, by, read: button.dataset.hold, since: performance.now(), frame: 0 };
  button.dataset.holding = '';
  step();
}

function step() {
  if (!hold) return;
  const { button, read, since } = hold;
  // What is held for must still be what was read: a button that went away, was closed or means something else now decides nothing.
  if (!button.isConnected || button.disabled || button.dataset.hold !== read || link !== 'live') return endHold();
  const part = Math.min((performance.now() - since) / holdFor, 1);
  button.style.setProperty('--held', matchMedia('(prefers-reduced-motion: reduce)').matches ? Math.floor(part * 5) / 5 : part);
  if (part < 1) return hold.frame = requestAnimationFrame(step);
  if (hold.by === pointer) button.dataset.held = '';
  endHold();
  button.dispatchEvent(new CustomEvent('held', { bubbles: true }));
}

function endHold() {
  if (!hold) return;
  const { button, frame } = hold;
  hold = null;
  cancelAnimationFrame(frame);
  delete button.dataset.holding;
  button.style.removeProperty('--held');
}

document.addEventListener('pointerdown', event => {
  const button = event.target.closest?.('button[data-hold]');
  if (!button) return;
  delete button.dataset.held;
  if (event.isPrimary && event.button === 0) beginHold(button, pointer);
});
for (const kind of ['pointerup', 'pointercancel']) document.addEventListener(kind, () => hold?.by === pointer && endHold());
document.addEventListener('pointermove', event => {
  if (hold?.by === pointer && event.target.closest?.('button[data-hold]') !== hold.button) endHold();
});
document.addEventListener('contextmenu', event => event.target.closest?.('button[data-hold]') && hold && event.preventDefault());
document.addEventListener('keyup', event => {
  if (hold?.by !== event.code) return;
  const { button } = hold;
  endHold();
  button.click();
});
window.addEventListener('blur', endHold);
document.addEventListener('visibilitychange', endHold);
// The click that ends a hold that was long enough has had its say.
document.addEventListener('click', event => {
  const button = event.target.closest?.('button[data-hold]');
  if (button?.dataset.held === undefined) return;
  delete button.dataset.held;
  event.preventDefault();
  event.stopImmediatePropagation();
}, true);

// The stop switch answers from anywhere, also out of a field; it asks before it acts.
document.addEventListener('keydown', event => {
  if (event.key !== 'Escape' || !event.shiftKey || document.querySelector('dialog[open]')) return;
  document.querySelector('button[data-stop]:not([disabled])')?.click();
});

function moveInList(step) {
  const entries = [...document.querySelectorAll('[data-key-list] a')].filter(each => each.checkVisibility());
  const at = entries.findIndex(each => each === document.activeElement);
  const from = at >= 0 ? at : entries.findIndex(each => each.getAttribute('aria-current') === 'true');
  const next = entries[Math.min(Math.max(from + step, 0), entries.length - 1)];
  next?.focus();
  return next !== undefined;
}

// A link whose page the circuit already shows: plain clicks stay here, everything else is the browser's.
document.addEventListener('click', event => {
  if (event.button !== 0 || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
  if (link === 'live' && event.target.closest?.('a[data-in-place]')) event.preventDefault();
}, true);

// --- The jump box -----------------------------------------------------------------------------------------------------------
document.addEventListener('keydown', event => {
  if ((event.ctrlKey || event.metaKey) && !event.shiftKey && !event.altKey && event.key.toLowerCase() === 'k' && document.getElementById('jump')) {
    event.preventDefault();
    openDialog('jump');
    document.querySelector('[data-jump-input]')?.select();
    return;
  }
  if (!event.target.closest?.('#jump')) return;
  const shown = [...document.querySelectorAll('[data-jump-list] li:not([hidden]) a')];
  const on = shown.findIndex(entry => 'on' in entry.dataset);
  if (event.key === 'ArrowDown' || event.key === 'ArrowUp') {
    event.preventDefault();
    if (on >= 0) delete shown[on].dataset.on;
    const next = event.key === 'ArrowDown' ? on + 1 : on < 0 ? shown.length - 1 : on - 1;
    if (shown[next]) shown[next].dataset.on = '';
  } else if (event.key === 'Enter' && on >= 0) {
    event.preventDefault();
    shown[on].click();
  }
});

document.addEventListener('input', event => {
  if (!event.target.matches?.('[data-jump-input]')) return;
  const typed = event.target.value.trim().toLowerCase();
  for (const entry of document.querySelectorAll('[data-jump-list] li')) {
    delete entry.firstElementChild.dataset.on;
    entry.hidden = !entry.textContent.trim().toLowerCase().startsWith(typed);
  }
});

// --- Start ------------------------------------------------------------------------------------------------------------------
function settle() {
  for (const button of document.querySelectorAll('[data-reveal]')) button.hidden = false;
  showLink();
  showLook();
  refreshTimes();
  restoreDrafts();
}

window.agentConsole = {
  connected() {
    if (link !== 'broken') setLink('live');
    restoreDrafts();
  },
  openDialog,
  closeDialog,
  clearDrafts,
  // What the page shows now, so that a reload shows it again.
  showAddress(address) {
    history.replaceState(history.state, '', address);
    // The way past the navigation names the whole address, because the base of all links is the root.
    document.querySelector('.skip')?.setAttribute('href', `${address}#content`);
  },
  isVisible() {
    return document.visibilityState === 'visible';
  },
};

settle();
watchForBreak();
setInterval(refreshTimes, 10000);
setInterval(refreshLeft, 1000);
new MutationObserver(() => {
  refreshTimes();
  restoreDrafts();
  keepFocus();
}).observe(document.body, { childList: true, subtree: true });
window.addEventListener('pagehide', keepAllDrafts);
window.addEventListener('offline', () => link === 'live' && setLink('reconnecting'));
window.addEventListener('online', () => link === 'reconnecting' && !reconnection.running && setLink('live'));

// Told to a component as @onheld.
Blazor.registerCustomEventType('held', { createEventArgs: () => ({}) });

await Blazor.start({
  circuit: {
    reconnectionHandler: reconnection,
    // A request on a dead connection must not hold up the next attempt.
    configureSignalR: builder => builder.withUrl('_blazor', { timeout: 4000 }).withServerTimeout(10000).withKeepAliveInterval(4000),
  },
});
Blazor.addEventListener('enhancedload', () => {
  document.querySelector('.rail:popover-open')?.hidePopover();
  document.querySelector('dialog#jump[open]')?.close();
  settle();
});
