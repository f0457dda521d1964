/** Stops the program once, in order, whichever way it is asked to. */

/** A stop that takes longer than this is cut short; everything that matters is in the database by then. */
const PATIENCE_MS = 15_000;

export function runUntilStopped(stop: () => Promise<void>): void {
  let stopping = false;
  const stopOnce = () => {
    if (stopping) return;
    stopping = true;
    setTimeout(() => process.exit(1), PATIENCE_MS).unref();
    void stop().then(
      () => process.exit(0),
      () => process.exit(1),
    );
  };
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, stopOnce);
  // npm runs scripts through a shell: a SIGTERM to npm ends that shell but not us, so we watch for our parent going away.
  const parent = process.ppid;
  if (process.env.npm_lifecycle_event)
    setInterval(() => {
      if (process.ppid !== parent) stopOnce();
    }, 500).unref();
}
