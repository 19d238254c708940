import { type FaultMatch, REQUEST_FAULTS, WEBHOOK_FAULTS } from '../faults/faults.ts';
import { invalid } from '../wire/failures.ts';
import { onlyWords } from './words.ts';

const MAX_COPIES = 5_000;

/** Reads `{ match?, fault | webhook, delayMs?, times?, copies?, resultKept? }`. */
export function faultFrom(body: unknown): { fault: object; times: number } {
  const names = ['match', 'fault', 'webhook', 'delayMs', 'times', 'copies', 'resultKept'];
  const { match = {}, fault, webhook, delayMs, times = 1, copies, resultKept } = onlyWords(body, names);
  const isRequest = (REQUEST_FAULTS as readonly unknown[]).includes(fault);
  const isWebhook = (WEBHOOK_FAULTS as readonly unknown[]).includes(webhook);
  if (isRequest === isWebhook) {
    throw invalid(`Give one of fault (${REQUEST_FAULTS.join(', ')}) and webhook (${WEBHOOK_FAULTS.join(', ')}).`);
  }
  if (!isWhole(times, 1, Infinity)) throw invalid('times must be a whole number from 1.');
  if (delayMs !== undefined && (typeof delayMs !== 'number' || delayMs < 0))
    throw invalid('delayMs must be 0 or more.');
  if (copies !== undefined && (webhook !== 'repeated' || !isWhole(copies, 1, MAX_COPIES))) {
    throw invalid(`copies, of a repeated webhook, must be a whole number from 1 to ${MAX_COPIES}.`);
  }
  const common = { match: matchFrom(match), ...(delayMs === undefined ? {} : { delayMs }) };
  return isRequest
    ? { fault: { ...common, fault, ...(resultKept === true ? { resultKept } : {}) }, times }
    : { fault: { ...common, webhook, ...(copies === undefined ? {} : { copies }), taken: 0 }, times };
}

const MATCH_NAMES = ['path', 'method', 'paymentMethod', 'metadata', 'type'] as const satisfies (keyof FaultMatch)[];

function matchFrom(given: unknown): Readonly<Record<string, unknown>> {
  return onlyWords(given, MATCH_NAMES);
}

function isWhole(value: unknown, min: number, max: number): value is number {
  return typeof value === 'number' && Number.isInteger(value) && value >= min && value <= max;
}
