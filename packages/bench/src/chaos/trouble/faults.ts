import type { Count } from '../count.ts';
import type { Dice } from '../dice.ts';
import { GATEWAY_TIMEOUT_MS } from '../stage/processes.ts';
import { gateway } from '../witness.ts';

/** As often as this, a payment meets a gateway that misbehaves. */
const FAULT_A_PRESS = 0.2;
const WEBHOOK_FAULT_A_PRESS = 0.15;

const CHARGE = { path: '/v1/payment_intents', method: 'POST' };
const READ = { path: '/v1/payment_intents*', method: 'GET' };
const TOO_LATE_MS = GATEWAY_TIMEOUT_MS + 1_500;

/** Kinds of fault, by the sandbox's words (packages/stripe-sandbox/README.md); two resets reach Betalt, one is tried again by the SDK. */
const FAULTS = {
  'times out after charging': [{ match: CHARGE, fault: 'timeout_after', delayMs: TOO_LATE_MS }, 18],
  'resets after charging': [{ match: CHARGE, fault: 'reset_after', times: 2 }, 16],
  'resets before charging': [{ match: CHARGE, fault: 'reset_before', times: 2 }, 14],
  'resets once after charging': [{ match: CHARGE, fault: 'reset_after' }, 8],
  'says 500 after charging': [{ match: CHARGE, fault: 'error_500_after' }, 16],
  'says 500 after charging, once': [{ match: CHARGE, fault: 'error_500_after', resultKept: true }, 6],
  'says 500 before charging': [{ match: CHARGE, fault: 'error_500_before' }, 14],
  'is slow to charge': [{ match: CHARGE, fault: 'delay', delayMs: 700 }, 10],
  'is too slow to charge': [{ match: CHARGE, fault: 'delay', delayMs: TOO_LATE_MS }, 16],
  'says 500 to a question': [{ match: READ, fault: 'error_500_before' }, 8],
  'resets a question': [{ match: READ, fault: 'reset_before', times: 2 }, 6],
} as const;

const WEBHOOK_FAULTS = {
  'webhook lost': [{ match: { type: 'payment_intent.*' }, webhook: 'lost' }, 30],
  'webhook late': [{ match: { type: 'payment_intent.*' }, webhook: 'late', delayMs: 4_000 }, 20],
  'webhook twice': [{ match: { type: 'payment_intent.*' }, webhook: 'twice', delayMs: 300 }, 25],
  'webhooks reversed': [{ match: { type: 'payment_intent.*' }, webhook: 'reversed', delayMs: 1_000, times: 4 }, 25],
} as const;

/** Asks the sandbox to misbehave to whoever comes next. A sandbox that is down at the moment is trouble enough. */
export async function askForFaults(sandboxUrl: string, dice: Dice, asked: Count): Promise<void> {
  for (const [share, kinds] of [
    [FAULT_A_PRESS, FAULTS],
    [WEBHOOK_FAULT_A_PRESS, WEBHOOK_FAULTS],
  ] as const) {
    if (!dice.happens(share)) continue;
    const table = kinds as Readonly<Record<string, readonly [object, number]>>;
    const name = dice.weighed(Object.fromEntries(Object.entries(table).map(([kind, [, weight]]) => [kind, weight])));
    if (await gateway(sandboxUrl, '/sandbox/faults', { method: 'POST', json: table[name]?.[0] })) asked.add(name);
  }
}
