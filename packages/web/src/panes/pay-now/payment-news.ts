import type { LiveEvent } from '@betalt/contract/portal/session.ts';

/** Who waits for something to be heard of a payment. */
const waiting = new Map<string, Set<() => void>>();

/** Resolves with the next live event that names the payment. */
export function nextNewsOf(paymentName: string): Promise<void> {
  return new Promise((resolve) => {
    const waiters = waiting.get(paymentName) ?? new Set();
    waiting.set(paymentName, waiters.add(resolve));
  });
}

/** Tells those who wait; the pane gives its live events here. */
export function tellNews({ paymentName }: Pick<LiveEvent, 'paymentName'>): void {
  if (paymentName === undefined) return;
  const waiters = waiting.get(paymentName);
  waiting.delete(paymentName);
  for (const resolve of waiters ?? []) resolve();
}
