// What a page that stands by itself gains when scripts run: leaving at once, with nothing left behind to go back to.

for (const form of document.querySelectorAll('form[data-leave]'))
  form.addEventListener('submit', (event) => {
    event.preventDefault();
    navigator.sendBeacon(form.action, new URLSearchParams(new FormData(form)));
    location.replace(form.dataset.leave);
  });

for (const link of document.querySelectorAll('a[data-leave]'))
  link.addEventListener('click', (event) => {
    event.preventDefault();
    location.replace(link.href);
  });

// A page that the browser kept alive for its back button is asked for again.
addEventListener('pageshow', (event) => {
  if (event.persisted) location.reload();
});
