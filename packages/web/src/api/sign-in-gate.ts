/**
 * Where requests wait that found the session ended. The shell shows the sign-in dialog while anybody waits, and opens
 * the gate when the person has signed in again or has given up.
 */
type Waiter = (isSignedIn: boolean) => void;

const waiters = new Set<Waiter>();
const listeners = new Set<() => void>();

/** Resolves true when the person has signed in again, false when they closed the dialog. */
export function signedInAgain(): Promise<boolean> {
  return new Promise((resolve) => {
    waiters.add(resolve);
    tell();
  });
}

export function isSignInNeeded(): boolean {
  return waiters.size > 0;
}

export function openSignInGate(isSignedIn: boolean): void {
  const waiting = [...waiters];
  waiters.clear();
  for (const resolve of waiting) resolve(isSignedIn);
  tell();
}

export function onSignInGate(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

function tell(): void {
  for (const listener of listeners) listener();
}
