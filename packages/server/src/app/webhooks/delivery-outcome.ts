import { GIVE_UP_AFTER_MS, retryAfterMs } from '@betalt/core/events/retry-schedule.ts';
import type { WebhookAnswer } from '../../webhooks/webhook-sender.ts';

/** What follows from a try: for the delivery, for those behind it, and for the endpoint. */
export type TryOutcome =
  | { readonly kind: 'delivered' }
  /** `waits`: the receiver is down, and what is behind waits for it too, so that all comes in order. */
  | { readonly kind: 'again'; readonly at: Date; readonly waits: boolean }
  | { readonly kind: 'failed' }
  | { readonly kind: 'disable'; readonly reason: 'gone' | 'failing' };

export interface TriedFacts {
  readonly deliveryId: string;
  /** This one included. */
  readonly tries: number;
  readonly failingSince: Date | null;
  readonly now: Date;
}

/**
 * | answer                        | means                                     | what follows                                          |
 * | ----------------------------- | ----------------------------------------- | ----------------------------------------------------- |
 * | 2xx                           | taken                                     | delivered                                             |
 * | 410                           | nobody is there any more                  | the endpoint is switched off                          |
 * | other 4xx, not 408, 425, 429  | the receiver does not want this one       | it is tried again by itself; the others go on         |
 * | anything else, or none        | the receiver is down                      | it is tried again; the others wait behind it          |
 *
 * An endpoint that has taken nothing for three days is switched off.
 */
export function outcomeOf(answer: WebhookAnswer, { deliveryId, tries, failingSince, now }: TriedFacts): TryOutcome {
  const status = 'status' in answer ? answer.status : null;
  if (status !== null && status >= 200 && status < 300) return { kind: 'delivered' };
  if (status === 410) return { kind: 'disable', reason: 'gone' };
  const failingForMs = failingSince === null ? 0 : now.getTime() - failingSince.getTime();
  if (failingForMs >= GIVE_UP_AFTER_MS) return { kind: 'disable', reason: 'failing' };
  const waitMs = retryAfterMs(tries, deliveryId);
  if (waitMs === null) return { kind: 'failed' };
  return { kind: 'again', at: new Date(now.getTime() + waitMs), waits: !isRefusal(status) };
}

const COMES_AGAIN: ReadonlySet<number> = new Set([408, 425, 429]);

function isRefusal(status: number | null): boolean {
  return status !== null && status >= 400 && status < 500 && !COMES_AGAIN.has(status);
}
