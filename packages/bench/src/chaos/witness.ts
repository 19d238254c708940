import { type ChaosCurrency, fromGateway, isChaosCurrency } from './population/currencies.ts';
import { SECRET_KEY } from './stage/processes.ts';

/** A payment as the gateway keeps it, in its own store, that no line of Betalt's has touched. */
export interface Charge {
  readonly intentId: string;
  readonly status: string;
  readonly currency: ChaosCurrency;
  /** 0 unless it was captured; null when it is no whole number of minor units. */
  readonly capturedMinor: bigint | null;
  readonly paymentId: string | null;
  readonly attemptId: string | null;
}

interface Intent {
  readonly id: string;
  readonly status: string;
  readonly currency: string;
  readonly amount_received: number;
  readonly metadata: Readonly<Record<string, string>>;
}

/** Every payment that the gateway knows. @throws Error when it does not answer */
export async function chargesAt(sandboxUrl: string): Promise<Charge[]> {
  const charges: Charge[] = [];
  for (let after = ''; ; ) {
    const query = new URLSearchParams({ limit: '100', ...(after !== '' && { starting_after: after }) });
    const response = await gateway(sandboxUrl, `/v1/payment_intents?${query.toString()}`);
    if (response === null) throw new Error('the witness does not answer');
    const page = (await response.json()) as { data: Intent[]; has_more: boolean };
    charges.push(...page.data.map(toCharge));
    after = page.data.at(-1)?.id ?? '';
    if (!page.has_more) return charges;
  }
}

function toCharge({ id, status, currency, amount_received, metadata }: Intent): Charge {
  const code = currency.toUpperCase();
  if (!isChaosCurrency(code)) throw new Error(`${id} is in ${code}, in which nothing was to be paid`);
  return {
    intentId: id,
    status,
    currency: code,
    capturedMinor: status === 'succeeded' ? fromGateway(amount_received, code) : 0n,
    paymentId: metadata['betalt_payment_id'] ?? null,
    attemptId: metadata['betalt_attempt_id'] ?? null,
  };
}

/** One call with the secret key. @returns null when the gateway is down, or says no */
export async function gateway(
  sandboxUrl: string,
  path: string,
  { method = 'GET', json }: { method?: 'GET' | 'POST' | 'DELETE'; json?: unknown } = {},
): Promise<Response | null> {
  const headers = {
    authorization: `Bearer ${SECRET_KEY}`,
    ...(json !== undefined && { 'content-type': 'application/json' }),
  };
  const body = json === undefined ? null : JSON.stringify(json);
  try {
    const response = await fetch(`${sandboxUrl}${path}`, {
      method,
      headers,
      body,
      signal: AbortSignal.timeout(10_000),
    });
    return response.ok ? response : null;
  } catch {
    return null;
  }
}
