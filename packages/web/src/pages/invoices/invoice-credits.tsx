import type { Invoice } from '@betalt/contract/invoices/invoice.ts';
import { useLingui } from '@lingui/react/macro';
import { MoneyText } from '../../components/money-text.tsx';
import { type Column, PlainTable } from '../../components/plain-table.tsx';
import { useFormats } from '../../i18n/use-formats.ts';
import { paths } from '../../paths.ts';
import type { Scope } from '../../scope.ts';
import { PageLink } from '../../shell/page-link.tsx';
import { InvoicePart } from './invoice-part.tsx';
import { negated } from './negated.ts';

type CreditNote = NonNullable<Invoice['properties']['creditNotes']>[number];
type CreditUse = NonNullable<Invoice['properties']['creditUses']>[number];

/** The credit notes of an invoice; of a credit note, the invoices that it was used on. Nothing where there are none. */
export function InvoiceCredits({ scope, invoice }: { scope: Scope; invoice: Invoice }) {
  const { creditNotes = [], creditUses = [] } = invoice.properties;
  return (
    <>
      {creditNotes.length > 0 && <CreditNotes scope={scope} notes={creditNotes} />}
      {creditUses.length > 0 && <CreditUses scope={scope} uses={creditUses} />}
    </>
  );
}

function CreditNotes({ scope, notes }: { scope: Scope; notes: readonly CreditNote[] }) {
  const { t } = useLingui();
  const { date } = useFormats();
  const columns: Column<CreditNote>[] = [
    {
      key: 'name',
      header: t`Credit note`,
      cell: ({ name }) => <PageLink to={paths.invoice(scope, name)}>{name}</PageLink>,
    },
    { key: 'date', header: t`Date`, isUnbroken: true, cell: ({ invoiceDate }) => date(invoiceDate) },
    {
      key: 'amount',
      header: t`Credited`,
      isNumeric: true,
      cell: ({ totalAmount }) => <MoneyText amount={negated(totalAmount)} />,
    },
    {
      key: 'left',
      header: t`Credit left`,
      isNumeric: true,
      cell: ({ amountLeft }) => <MoneyText amount={amountLeft} />,
    },
  ];
  return (
    <InvoicePart title={t`Credit notes`}>
      <PlainTable label={t`Credit notes`} columns={columns} rows={notes} rowKey={({ name }) => name} />
    </InvoicePart>
  );
}

function CreditUses({ scope, uses }: { scope: Scope; uses: readonly CreditUse[] }) {
  const { t } = useLingui();
  const { dateTime } = useFormats();
  const columns: Column<CreditUse>[] = [
    {
      key: 'invoice',
      header: t`Invoice ID`,
      cell: ({ invoiceName }) => <PageLink to={paths.invoice(scope, invoiceName)}>{invoiceName}</PageLink>,
    },
    { key: 'date', header: t`Date`, isUnbroken: true, cell: ({ date }) => dateTime(date) },
    { key: 'amount', header: t`Amount`, isNumeric: true, cell: ({ amount }) => <MoneyText amount={amount} /> },
  ];
  return (
    <InvoicePart title={t`Used on`}>
      <PlainTable
        label={t`Used on`}
        columns={columns}
        rows={uses}
        rowKey={({ invoiceName, date }) => invoiceName + date}
      />
    </InvoicePart>
  );
}
