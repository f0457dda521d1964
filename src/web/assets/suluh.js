// What a page gains when scripts run. Every page works without: this only listens, asks the server, and saves a step.

// News: the server says "changed" and nothing more; the page then asks for one line of text to press (see live.ts).
if (document.body.dataset.live && 'EventSource' in window) {
  const changed = () => document.body.dispatchEvent(new CustomEvent('suluh:changed'));
  const listen = () => {
    const source = new EventSource(document.body.dataset.live);
    source.addEventListener('changed', changed);
    addEventListener('pagehide', () => source.close(), { once: true });
  };
  listen();
  addEventListener('pageshow', (event) => {
    if (!event.persisted) return;
    listen();
    changed();
  });
}

// After something was done, the line that says so is where reading goes on.
const said = document.querySelector('#problems, #flash');
if (said) said.focus({ preventScroll: said.id === 'flash' });

// Nothing is sent twice by an impatient finger; the server refuses a second one as well.
document.addEventListener('submit', (event) => {
  const form = event.target;
  if (form.dataset.sent) event.preventDefault();
  else if (form.method === 'post' && !form.hasAttribute('hx-post')) form.dataset.sent = 'yes';
});
addEventListener('pageshow', () => {
  for (const form of document.querySelectorAll('form[data-sent]')) delete form.dataset.sent;
});

// Ctrl+Enter sends the form one writes in.
document.addEventListener('keydown', (event) => {
  if (event.key !== 'Enter' || !(event.ctrlKey || event.metaKey) || event.target.tagName !== 'TEXTAREA') return;
  event.preventDefault();
  event.target.form?.requestSubmit();
});
