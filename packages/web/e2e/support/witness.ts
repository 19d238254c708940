/** What the sandbox saw of a payment: its store knows nothing of Betalt's. */
export interface SeenIntent {
  readonly id: string;
  readonly status: string;
  readonly amount: number;
  readonly amount_received: number;
  readonly currency: string;
  readonly description: string | null;
}

const AUTHORIZATION = { authorization: 'Bearer sk_test_betalt' };

/** The payment intents for one invoice, newest first: all that the gateway was ever asked for. */
export async function intentsOf(sandboxUrl: string, invoiceNumber: string): Promise<SeenIntent[]> {
  const all = await everyIntent(sandboxUrl);
  return all.filter(({ description }) => description?.split(/[\s,]+/).includes(invoiceNumber) === true);
}

/** Those that took money. */
export async function chargesOf(sandboxUrl: string, invoiceNumber: string): Promise<SeenIntent[]> {
  return (await intentsOf(sandboxUrl, invoiceNumber)).filter((intent) => intent.amount_received > 0);
}

async function everyIntent(sandboxUrl: string): Promise<SeenIntent[]> {
  const seen: SeenIntent[] = [];
  for (let isMore = true; isMore; ) {
    const after = seen.at(-1)?.id;
    const query = new URLSearchParams({ limit: '100', ...(after === undefined ? {} : { starting_after: after }) });
    const response = await fetch(`${sandboxUrl}/v1/payment_intents?${query}`, { headers: AUTHORIZATION });
    const page = (await response.json()) as { data: SeenIntent[]; has_more: boolean };
    seen.push(...page.data);
    isMore = page.has_more;
  }
  return seen;
}

/** What is to go wrong (README of the sandbox, *Faults*). */
export type Fault =
  | {
      readonly match: { readonly path: string; readonly method?: string };
      readonly fault: 'delay' | 'timeout_after';
      readonly delayMs: number;
    }
  | { readonly match: { readonly type: string }; readonly webhook: 'lost'; readonly times: number };

export async function askForFault(sandboxUrl: string, fault: Fault): Promise<void> {
  const response = await fetch(`${sandboxUrl}/sandbox/faults`, {
    method: 'POST',
    headers: { ...AUTHORIZATION, 'content-type': 'application/json' },
    body: JSON.stringify(fault),
  });
  if (!response.ok) throw new Error(`the sandbox refused the fault: ${await response.text()}`);
}
