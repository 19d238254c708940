import { Count } from '../count.ts';
import type { ChaosCurrency } from '../population/currencies.ts';
import { fromUnits } from '../population/currencies.ts';
import type { Reply } from './send.ts';

/** What a payer was told, once: whatever became of the process that said it, it has to be true afterwards. */
export interface Statement {
  /** Payer and idempotency key of the request; what is asked again has the same. */
  readonly key: string;
  readonly invoiceNames: readonly string[];
  readonly status: number;
  /** The problem's code, of an answer that is one. */
  readonly code: string | null;
  readonly paymentId: string | null;
  readonly outcome: string | null;
  readonly amountMinor: bigint | null;
  readonly currency: ChaosCurrency;
  /** For the gateway's script in the payer's browser. */
  readonly clientSecret: string | null;
}

/** Everything that payers were told, kept for the verdict. */
export class Testimony {
  readonly statements: Statement[] = [];
  readonly answers = new Count();
  readonly #payments = new Set<string>();

  add(statement: Statement): void {
    this.statements.push(statement);
    const { status, code } = statement;
    this.answers.add(code === null ? String(status) : `${status} ${code}`);
    if (statement.paymentId !== null) this.#payments.add(statement.paymentId);
  }

  /** How many different payments have been heard of. */
  get payments(): number {
    return this.#payments.size;
  }
}

interface Told {
  readonly name?: string;
  readonly properties?: {
    readonly outcome?: string;
    readonly amount?: { readonly value: number };
    readonly nextAction?: { readonly clientSecret?: string };
  };
  readonly error?: {
    readonly code?: string;
    readonly additionalInfo?: readonly { readonly info?: { readonly paymentId?: string; readonly outcome?: string } }[];
  };
}

export function statementOf(
  { status, body }: Reply,
  asked: Pick<Statement, 'key' | 'invoiceNames' | 'currency'>,
): Statement {
  const { name, properties, error } = (typeof body === 'object' && body !== null ? body : {}) as Told;
  const refused = error?.additionalInfo?.find(({ info }) => info?.paymentId !== undefined)?.info;
  const units = properties?.amount?.value;
  return {
    ...asked,
    status,
    code: error?.code ?? null,
    paymentId: name ?? refused?.paymentId?.split('/').at(-1) ?? null,
    outcome: properties?.outcome ?? refused?.outcome ?? null,
    amountMinor: units === undefined ? null : fromUnits(units, asked.currency),
    clientSecret: properties?.nextAction?.clientSecret ?? null,
  };
}
