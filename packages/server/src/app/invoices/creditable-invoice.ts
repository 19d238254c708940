import type { CreditableInvoice, CreditableLine, TaxGroup } from '@betalt/core/invoices/credit.ts';
import type { IssuedParties } from '@betalt/core/invoices/issue-parties.ts';
import type { Currency } from '@betalt/core/money/currency.ts';
import { parseSignedDecimal } from '@betalt/core/money/money.ts';
import type { CalendarDate } from '@betalt/core/shared/calendar-date.ts';
import { sql } from 'kysely';
import type { Tx } from '../../db/database.ts';

export interface CreditableRow extends CreditableInvoice {
  readonly invoiceId: string;
  readonly sellerKey: string;
}

/** An invoice as crediting sees it: its lines and taxes, and what the credit notes that name it took of them. Read under its lock. */
export async function readCreditable(tx: Tx, billingAccountId: string, invoiceId: string): Promise<CreditableRow> {
  const { rows } = await sql<InvoiceRow>`
    select invoice_id as "invoiceId", number, invoice_on as "issuedOn", currency, seller_key as "sellerKey", parties
    from invoice where billing_account_id = ${billingAccountId} and invoice_id = ${invoiceId}`.execute(tx);
  const [invoice] = rows;
  if (invoice === undefined) throw new Error(`invoice ${invoiceId} is locked and gone`);
  const currency = invoice.currency as Currency;
  const notes = await notesOf(tx, billingAccountId, invoiceId);
  const taken = notes.reduce((sum, { parties }) => sum + minor(parties.rounding, currency), 0n);
  const { seller, buyer, rounding } = invoice.parties;
  const { sellerKey, number, issuedOn } = invoice;
  return {
    invoiceId,
    sellerKey,
    number,
    issuedOn,
    currency,
    seller,
    buyer,
    lines: await linesOf(tx, billingAccountId, invoiceId),
    taxes: await taxesOf(tx, billingAccountId, [invoiceId]),
    credited: (
      await taxesOf(
        tx,
        billingAccountId,
        notes.map((note) => note.invoiceId),
      )
    ).map((group) => ({ ...group, taxableMinor: -group.taxableMinor, taxMinor: -group.taxMinor })),
    roundingMinor: minor(rounding, currency) - taken,
  };
}

interface InvoiceRow {
  readonly invoiceId: string;
  readonly number: string;
  readonly issuedOn: CalendarDate;
  readonly currency: string;
  readonly sellerKey: string;
  readonly parties: IssuedParties;
}

async function notesOf(tx: Tx, billingAccountId: string, invoiceId: string) {
  const { rows } = await sql<{ invoiceId: string; parties: IssuedParties }>`
    select invoice_id as "invoiceId", parties from invoice
    where billing_account_id = ${billingAccountId} and credits_invoice_id = ${invoiceId} and voided_at is null`.execute(
    tx,
  );
  return rows;
}

async function linesOf(tx: Tx, billingAccountId: string, invoiceId: string): Promise<CreditableLine[]> {
  const { rows } = await sql<Omit<CreditableLine, 'taxRatePercent'> & { taxRatePercent: string | null }>`
    select line_id as "lineId", description, quantity::text, unit_code as "unitCode", coalesce(unit_price, 0)::text as "unitPrice",
      net_minor as "netMinor", tax_category as "taxCategory", trim_scale(tax_rate_percent)::text as "taxRatePercent"
    from invoice_line where billing_account_id = ${billingAccountId} and invoice_id = ${invoiceId} order by line_no`.execute(
    tx,
  );
  return rows.map(({ taxRatePercent, ...line }) => ({ ...line, ...rate(taxRatePercent, 'taxRatePercent') }));
}

async function taxesOf(tx: Tx, billingAccountId: string, invoiceIds: readonly string[]): Promise<TaxGroup[]> {
  const { rows } = await sql<Omit<TaxGroup, 'ratePercent'> & { ratePercent: string | null }>`
    select tax_category as category, trim_scale(tax_rate_percent)::text as "ratePercent", taxable_minor as "taxableMinor", tax_minor as "taxMinor"
    from invoice_tax where billing_account_id = ${billingAccountId} and invoice_id = any(${[...invoiceIds]}::uuid[])
    order by invoice_id, tax_no`.execute(tx);
  return rows.map(({ ratePercent, ...group }) => ({ ...group, ...rate(ratePercent, 'ratePercent') }));
}

function rate<Name extends string>(value: string | null, name: Name): { readonly [Key in Name]?: string } {
  return (value === null ? {} : { [name]: value }) as { readonly [Key in Name]?: string };
}

function minor(text: string, currency: Currency): bigint {
  const parsed = parseSignedDecimal(text, currency);
  if (!parsed.ok) throw new Error(`a rounding of ${text} ${currency} was kept`);
  return parsed.value.amountMinor;
}
