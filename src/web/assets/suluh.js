// What a page gains when scripts run. Every page works without: this only listens, asks the server, and saves a step.

// News: the server says "changed" and nothing more; the page then asks for one line of text to press (see live.ts). A page
// nobody looks at does not listen: a browser opens only a few connections to one server, and many tabs would use them up.
const address = document.body.dataset.live;
if (address) {
  let source = null;
  const changed = () => document.body.dispatchEvent(new CustomEvent('suluh:changed'));
  const listen = () => {
    if (document.hidden || source) return;
    source = new EventSource(address);
    source.addEventListener('changed', changed);
  };
  const rest = () => {
    source?.close();
    source = null;
  };
  document.addEventListener('visibilitychange', () => (document.hidden ? rest() : (listen(), changed())));
  addEventListener('pagehide', rest);
  addEventListener('pageshow', listen);
}

// After something was done, the line that says so is where reading goes on.
const said = document.querySelector('#problems, #flash');
const readSaid = () => said?.focus({ preventScroll: said.id === 'flash' });
readSaid();
// A browser that goes to a place on the page takes the focus away again.
if (location.hash) addEventListener('load', readSaid);
for (const touch of ['pointerdown', 'keydown'])
  document.addEventListener(touch, () => said?.classList.add('read'), { once: true });

// Nothing is sent twice by an impatient finger; the server refuses a second one as well.
document.addEventListener('submit', (event) => {
  const form = event.target;
  if (form.dataset.sent) event.preventDefault();
  else if (form.method === 'post' && !form.hasAttribute('hx-post')) {
    form.dataset.sent = 'yes';
    setTimeout(() => delete form.dataset.sent, 3000);
  }
});

// What saves itself says when it could not, in the place where it says that it could.
const notSaved = (event) => {
  const place = event.target.getAttribute?.('hx-target');
  if (place) document.querySelector(place)?.replaceChildren(document.body.dataset.notSaved);
};
document.addEventListener('htmx:response:error', notSaved);
document.addEventListener('htmx:error', notSaved);

// Ctrl+Enter sends the form one writes in.
document.addEventListener('keydown', (event) => {
  if (event.key !== 'Enter' || !(event.ctrlKey || event.metaKey) || event.target.tagName !== 'TEXTAREA') return;
  event.preventDefault();
  event.target.form?.requestSubmit();
});

// A case that was answered and then written to again joins the end of the list; its old row shows it no longer.
document.addEventListener('htmx:after:swap', () => {
  const seen = new Set();
  for (const link of [...document.querySelectorAll('#rows .subject a')].reverse()) {
    link.closest('.list-row').classList.toggle('moved-on', seen.has(link.href));
    seen.add(link.href);
  }
});

// Single keys, for who wants them; never while something is being written.
const rows = () => [...document.querySelectorAll('.list-row:not(.moved-on) .subject a')];
const focusRow = (step) => {
  const links = rows();
  const here = links.indexOf(document.activeElement);
  links[here < 0 ? 0 : here + step]?.focus();
};
// In a list to the row below or above, in a case to the next or previous case of the list.
const go = (step, way) => (rows().length ? focusRow(step) : document.querySelector(`a[rel=${way}]`)?.click());
const keys = {
  '/': () => document.querySelector('.search input')?.focus(),
  j: () => go(1, 'next'),
  k: () => go(-1, 'prev'),
  u: () => document.querySelector('a.back')?.click(),
  r: () => document.querySelector('.composer:not(.note) textarea')?.focus(),
  n: () => document.querySelector('.composer.note textarea')?.focus(),
  w: () => [...document.querySelectorAll('a.worksheet-link')].at(-1)?.click(),
  '?': () => document.querySelector('#keys')?.togglePopover(),
};
document.addEventListener('keydown', (event) => {
  const isWriting = event.target.matches?.('input, select, textarea, [contenteditable]');
  if (isWriting && event.key === 'Escape') event.target.blur();
  if (isWriting || event.ctrlKey || event.metaKey || event.altKey || !('keys' in document.body.dataset)) return;
  if (!Object.hasOwn(keys, event.key)) return;
  event.preventDefault();
  keys[event.key]();
});
