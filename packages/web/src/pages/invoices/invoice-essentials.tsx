import type { Invoice } from '@betalt/contract/invoices/invoice.ts';
import { useLingui } from '@lingui/react/macro';
import { type Essential, EssentialsGrid } from '../../components/essentials-grid.tsx';
import { InvoiceStatus } from '../../components/invoice-status/invoice-status.tsx';
import { displayStatusOf } from '../../components/invoice-status/status-word.ts';
import { MoneyText } from '../../components/money-text.tsx';
import { useFormats } from '../../i18n/use-formats.ts';
import { paths } from '../../paths.ts';
import { type Scope, scopeOfId } from '../../scope.ts';
import { PageLink } from '../../shell/page-link.tsx';
import { isOwed, isPartlyPaid, numberOf, typeWord } from './invoice-columns.ts';
import { negated } from './negated.ts';

/** The facts of an invoice as label and value; what it does not have is left out. */
export function InvoiceEssentials({ scope, invoice }: { scope: Scope; invoice: Invoice }) {
  const { t, i18n } = useLingui();
  const formats = useFormats();
  const { properties } = invoice;
  const { invoicePeriodStartDate: from, invoicePeriodEndDate: to, purchaseOrderNumber, paymentReference } = properties;
  const profile = scopeOfId(properties.billingProfileId)?.profile;
  const due = formats.date(properties.dueDate);
  const days = formats.relativeDays(properties.dueDate);
  const isCreditNote = properties.documentType === 'CreditNote';
  const toInvoice = (name: string) => <PageLink to={paths.invoice(scope, name)}>{name}</PageLink>;
  const linked = (key: string, label: string, name: string | undefined): Essential | undefined =>
    name === undefined ? undefined : { key, label, value: toInvoice(name) };
  const items: (Essential | undefined)[] = [
    { key: 'id', label: t`Invoice ID`, value: numberOf(invoice) },
    {
      key: 'profile',
      label: t`Billing profile`,
      value:
        profile === undefined ? (
          properties.billingProfileDisplayName
        ) : (
          <PageLink to={paths.overview({ account: scope.account, profile })}>
            {properties.billingProfileDisplayName}
          </PageLink>
        ),
    },
    { key: 'date', label: t`Invoice date`, value: formats.date(properties.invoiceDate) },
    isCreditNote ? undefined : { key: 'due', label: t`Due date`, value: isOwed(invoice) ? t`${due} (${days})` : due },
    from !== undefined && to !== undefined
      ? { key: 'period', label: t`Billing period`, value: `${formats.date(from)} – ${formats.date(to)}` }
      : undefined,
    { key: 'type', label: t`Type`, value: i18n._(typeWord(properties)) },
    { key: 'status', label: t`Status`, value: <InvoiceStatus status={displayStatusOf(properties)} /> },
    isCreditNote
      ? { key: 'creditLeft', label: t`Credit left`, value: <MoneyText amount={negated(properties.amountDue)} /> }
      : {
          key: 'amountDue',
          label: t`Amount due`,
          value: (
            <>
              <MoneyText amount={properties.amountDue} /> {isPartlyPaid(invoice) && t`(partly paid)`}
            </>
          ),
        },
    linked('creditFor', t`Credit note for invoice`, properties.creditForDocumentId),
    linked('replaces', t`Replaces`, properties.replacesDocumentId),
    linked('replacedBy', t`Replaced by`, properties.rebillDetails?.invoiceDocumentId),
    properties.hasOpenQuery === true
      ? { key: 'question', label: t`Question`, value: t`Open, reminders wait` }
      : undefined,
    optional('po', t`PO number`, purchaseOrderNumber),
    optional('reference', t`Payment reference`, paymentReference),
  ];
  return <EssentialsGrid items={items.filter((item) => item !== undefined)} />;
}

function optional(key: string, label: string, value: string | undefined): Essential | undefined {
  return value === undefined ? undefined : { key, label, value };
}
