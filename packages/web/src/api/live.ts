import type { LiveEvent } from '@betalt/contract/portal/session.ts';
import { useEffect, useEffectEvent } from 'react';
import { keys } from './keys.ts';
import { queryClient } from './query-client.ts';

/** Waits between reconnections, in ms; the last one repeats. */
const RECONNECT_MS = [500, 1_000, 2_000, 5_000, 10_000, 30_000] as const;

type Handler = (event: LiveEvent) => void;

const handlers = new Set<Handler>();
let source: EventSource | undefined;
let failures = 0;
let reconnection: ReturnType<typeof setTimeout> | undefined;

/** Opens the one stream of events of this page. Everything that an event names is read again at once. */
export function startLiveEvents(): () => void {
  handlers.add(refreshWhatIsNamed);
  connect();
  return () => {
    handlers.delete(refreshWhatIsNamed);
    clearTimeout(reconnection);
    source?.close();
    source = undefined;
  };
}

/** Calls `handler` with every event while the component is on screen. */
export function useLiveEvents(handler: Handler): void {
  const latest = useEffectEvent(handler);
  useEffect(() => {
    const listener: Handler = (event) => latest(event);
    handlers.add(listener);
    return () => {
      handlers.delete(listener);
    };
  }, []);
}

function connect(): void {
  source = new EventSource('/api/live');
  source.addEventListener('open', onOpen);
  source.addEventListener('message', onMessage);
  source.addEventListener('error', onError);
}

function onOpen(): void {
  // Events may have passed while the stream was down: what is on screen is read again.
  if (failures > 0) void queryClient.invalidateQueries({ queryKey: ['billing'] });
  failures = 0;
}

function onMessage(message: MessageEvent<string>): void {
  const event = JSON.parse(message.data) as LiveEvent;
  for (const handler of handlers) handler(event);
}

function onError(): void {
  failures += 1;
  // The browser itself reconnects after a break, but not after an answer such as 401 or 502.
  if (source?.readyState !== EventSource.CLOSED) return;
  clearTimeout(reconnection);
  reconnection = setTimeout(connect, RECONNECT_MS[Math.min(failures, RECONNECT_MS.length) - 1]);
}

function refreshWhatIsNamed({ billingAccountName, invoiceNames, paymentName }: LiveEvent): void {
  const stale = [
    ...invoiceNames.map((invoice) => keys.invoice(billingAccountName, invoice)),
    [...keys.invoices(billingAccountName), 'list'],
    keys.activity(billingAccountName),
    keys.billingProfiles(billingAccountName),
    keys.automaticPayment(billingAccountName),
    ...(paymentName === undefined ? [] : [keys.payment(billingAccountName, paymentName)]),
    [...keys.payments(billingAccountName), 'list'],
    keys.credits(billingAccountName),
    keys.quotes(billingAccountName),
  ];
  for (const queryKey of stale) void queryClient.invalidateQueries({ queryKey });
}
