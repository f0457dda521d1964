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
if (said) said.focus({ preventScroll: said.id === 'flash' });

// Nothing is sent twice by an impatient finger; the server refuses a second one as well.
document.addEventListener('submit', (event) => {
  const form = event.target;
  if (form.dataset.sent) event.preventDefault();
  else if (form.method === 'post' && !form.hasAttribute('hx-post')) {
    form.dataset.sent = 'yes';
    setTimeout(() => delete form.dataset.sent, 3000);
  }
});

// Ctrl+Enter sends the form one writes in.
document.addEventListener('keydown', (event) => {
  if (event.key !== 'Enter' || !(event.ctrlKey || event.metaKey) || event.target.tagName !== 'TEXTAREA') return;
  event.preventDefault();
  event.target.form?.requestSubmit();
});
