import { may, profilesWhere } from '@betalt/core/access/may.ts';
import { exponentOf, isCurrency } from '@betalt/core/money/currency.ts';
import { type Database } from '../../db/database.ts';
import type { Principal } from '../../identity/actor.ts';
import { amountCandidates } from './amount-candidates.ts';
import { type ReadableAccount, readableAccounts } from './readable-accounts.ts';

export type SearchHit =
  | { readonly kind: 'billingAccount'; readonly account: ReadableAccount }
  | { readonly kind: 'billingProfile'; readonly account: ReadableAccount; readonly profile: ProfileRow }
  | { readonly kind: 'invoice'; readonly account: ReadableAccount; readonly invoice: InvoiceRow };

type ProfileRow = Awaited<ReturnType<typeof findProfiles>>[number];
type InvoiceRow = Awaited<ReturnType<typeof findInvoices>>[number];

const MOST_HITS_OF_A_KIND = 8;

/**
 * Finds invoices by the start of their name, number or purchase order, or by their exact amount, and accounts and profiles by name.
 * Only what the principal may see is ever read.
 *
 * @param only the name of one account, to look for invoices and profiles nowhere else
 */
export async function search(
  db: Database,
  principal: Principal,
  { text, only }: { text: string; only?: string | undefined },
): Promise<readonly SearchHit[]> {
  const wanted = text.trim();
  if (wanted === '') return [];
  const accounts = await readableAccounts(db, principal, { only });
  const named = await readableAccounts(db, principal, { only, named: wanted, most: MOST_HITS_OF_A_KIND });
  const found = await Promise.all(accounts.map((account) => searchAccount(db, account, wanted)));
  return [
    ...found.flatMap(({ invoices }) => invoices).slice(0, MOST_HITS_OF_A_KIND),
    ...found.flatMap(({ profiles }) => profiles).slice(0, MOST_HITS_OF_A_KIND),
    ...named.map((account): SearchHit => ({ kind: 'billingAccount', account })),
  ];
}

async function searchAccount(db: Database, account: ReadableAccount, wanted: string) {
  const [invoices, profiles] = await Promise.all([
    findInvoices(db, account, wanted),
    findProfiles(db, account.billingAccountId, wanted),
  ]);
  return {
    invoices: invoices.map((invoice): SearchHit => ({ kind: 'invoice', account, invoice })),
    profiles: profiles
      .filter(({ billing_profile_id }) => may(account.actor, 'profile.read', { billingProfileId: billing_profile_id }))
      .map((profile): SearchHit => ({ kind: 'billingProfile', account, profile })),
  };
}

function findProfiles(db: Database, billingAccountId: string, wanted: string) {
  return db
    .selectFrom('billing_profile')
    .select(['billing_profile_id', 'name', 'display_name', 'currency'])
    .where('billing_account_id', '=', billingAccountId)
    .where('status', '!=', 'Deleted')
    .where(({ eb, fn, val, or }) =>
      or([
        eb(fn<number>('strpos', [fn('lower', ['display_name']), val(wanted.toLowerCase())]), '>', 0),
        eb(fn('upper', ['name']), '=', wanted.toUpperCase()),
      ]),
    )
    .orderBy('display_name')
    .limit(MOST_HITS_OF_A_KIND)
    .execute();
}

async function findInvoices(db: Database, { billingAccountId, actor }: ReadableAccount, wanted: string) {
  const profiles = profilesWhere(actor, 'invoice.read');
  const amounts = amountCandidates(wanted);
  const rows = await db
    .selectFrom('invoice')
    .select(['name', 'number', 'currency', 'total_minor', 'amount_due_minor', 'due_on', 'po_number'])
    .where('billing_account_id', '=', billingAccountId)
    .$if(profiles !== 'all', (query) => query.where('billing_profile_id', 'in', inList(profiles)))
    .where(({ fn, val, or, eb }) => {
      const begins = (column: 'name' | 'number' | 'po_number') =>
        fn<boolean>('starts_with', [fn('upper', [column]), val(wanted.toUpperCase())]);
      const minors = [...amounts.values()];
      return or([
        begins('name'),
        begins('number'),
        begins('po_number'),
        ...(minors.length === 0 ? [] : [eb('total_minor', 'in', minors), eb('amount_due_minor', 'in', minors)]),
      ]);
    })
    .orderBy('list_rank')
    .orderBy('invoice_id')
    .limit(MOST_HITS_OF_A_KIND)
    .execute();
  return rows.filter((row) => beginsWith(row, wanted) || hasAmount(row, amounts));
}

/** A list that is never empty, as SQL wants it; nobody has the id. */
function inList(profiles: 'all' | readonly string[]): string[] {
  return profiles === 'all' || profiles.length === 0 ? ['00000000-0000-0000-0000-000000000000'] : [...profiles];
}

interface Findable {
  readonly name: string;
  readonly number: string;
  readonly po_number: string | null;
  readonly currency: string;
  readonly total_minor: bigint;
  readonly amount_due_minor: bigint;
}

function beginsWith({ name, number, po_number }: Findable, wanted: string): boolean {
  return [name, number, po_number ?? ''].some((each) => each.toUpperCase().startsWith(wanted.toUpperCase()));
}

/** 1,000 JPY and 10.00 NOK are both 1000 minor units: the currency decides which of them was meant. */
function hasAmount(row: Findable, amounts: ReadonlyMap<number, bigint>): boolean {
  const minor = isCurrency(row.currency) ? amounts.get(exponentOf(row.currency)) : undefined;
  return minor !== undefined && (row.total_minor === minor || row.amount_due_minor === minor);
}
