import type {
  BankImportReport,
  BankTransaction,
  BankTransactionState,
  MatchBankTransactionRequest,
} from '@betalt/contract/bank/bank.ts';
import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query';
import { arm, armAnswer } from '../http.ts';
import { keys } from '../keys.ts';
import { queryClient } from '../query-client.ts';

const ROOT = '/providers/Microsoft.Billing';
const PAGE_SIZE = 50;

type Page = { readonly value: BankTransaction[]; readonly nextLink?: string };

/** What the issuer's bank told, newest first; of one state, or of all. */
export function bankTransactionsQuery(state: BankTransactionState | undefined) {
  return infiniteQueryOptions({
    queryKey: keys.bankTransactionList({ state }),
    queryFn: ({ pageParam, signal }) =>
      pageParam === ''
        ? arm<Page>('GET', `${ROOT}/bankTransactions`, { query: { state, top: PAGE_SIZE }, signal })
        : arm<Page>('GET', pageParam, { signal }),
    initialPageParam: '',
    getNextPageParam: (last: Page) => last.nextLink,
  });
}

/** As it was read: a decision says so, and is refused when somebody else has decided since. */
export interface ReadBankTransaction {
  readonly transaction: BankTransaction;
  readonly etag: string | null;
}

export function bankTransactionQuery(name: string) {
  return queryOptions({
    queryKey: keys.bankTransactionList({ name }),
    queryFn: async ({ signal }): Promise<ReadBankTransaction> => {
      const { body, headers } = await armAnswer<BankTransaction>('GET', pathOf(name), { signal });
      return { transaction: body, etag: headers.get('etag') };
    },
    staleTime: 0,
  });
}

export type BankDecision =
  | { readonly kind: 'match'; readonly body: MatchBankTransactionRequest }
  | { readonly kind: 'ignore' | 'unmatch' };

/** @throws ApiError 412 where somebody else was faster */
export async function decideBankTransaction(
  { transaction, etag }: ReadBankTransaction,
  decision: BankDecision,
): Promise<void> {
  const options = {
    ...(decision.kind === 'match' ? { body: decision.body } : {}),
    ...(etag === null ? {} : { headers: { 'if-match': etag } }),
  };
  // Also after a refusal: what somebody else has decided meanwhile is shown beside it.
  await arm<BankTransaction>('POST', `${pathOf(transaction.name)}/${decision.kind}`, options).finally(
    rereadBankTransactions,
  );
}

/** Takes in files of the bank (camt.053, camt.054). @throws ApiError with all problems where every file is refused */
export async function importBankFiles(files: readonly File[]): Promise<BankImportReport> {
  const form = new FormData();
  for (const file of files) form.append('file', file, file.name);
  const report = await arm<BankImportReport>('POST', `${ROOT}/bankStatements`, { body: form });
  rereadBankTransactions();
  return report;
}

export function rereadBankTransactions(): void {
  void queryClient.invalidateQueries({ queryKey: keys.bankTransactions() });
}

function pathOf(name: string): string {
  return `${ROOT}/bankTransactions/${encodeURIComponent(name)}`;
}
