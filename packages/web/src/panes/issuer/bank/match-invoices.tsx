import type { BankTransaction } from '@betalt/contract/bank/bank.ts';
import type { Invoice } from '@betalt/contract/invoices/invoice.ts';
import { Checkbox, Field, Input, makeStyles, tokens } from '@fluentui/react-components';
import { Trans, useLingui } from '@lingui/react/macro';
import { useQuery } from '@tanstack/react-query';
import { useDeferredValue, useState } from 'react';
import { openInvoicesQuery } from '../../../api/queries/open-invoices.ts';
import { AmountField } from '../../../components/amount-field/amount-field.tsx';
import { ListTrouble } from '../../../components/list-trouble.tsx';
import { SkeletonLines } from '../../../components/skeletons.tsx';
import { useFormats } from '../../../i18n/use-formats.ts';
import { numberOf } from '../../../pages/invoices/invoice-columns.ts';
import { scopeOfId } from '../../../scope.ts';
import type { MatchForm } from './use-match-form.ts';

interface MatchInvoicesProps {
  readonly transaction: BankTransaction;
  readonly currency: string;
  readonly form: MatchForm;
}

/** What the customer owes in the currency of the transfer: tick what it pays, and change how much. */
export function MatchInvoices({ transaction, currency, form }: MatchInvoicesProps) {
  const styles = useStyles();
  const { t } = useLingui();
  const [search, setSearch] = useState('');
  const asked = { account: form.wish.account, currency, search: useDeferredValue(search.trim()) };
  const { data, error, refetch } = useQuery(openInvoicesQuery(asked));
  return (
    <section className={styles.part} aria-label={t`Invoices that it pays`}>
      <h3 className={styles.heading}>
        <Trans>Invoices that it pays</Trans>
      </h3>
      <Field label={t`Find an invoice`}>
        <Input type="search" value={search} onChange={(_, { value }) => setSearch(value)} />
      </Field>
      {error && <ListTrouble error={error} onRetry={() => void refetch()} />}
      {!data && !error && <SkeletonLines label={t`Loading`} lines={3} />}
      {data?.value.length === 0 && <Trans>Nothing is due in {currency}.</Trans>}
      {data?.value.map((invoice) => (
        <InvoiceChoice key={invoice.name} transaction={transaction} invoice={invoice} form={form} />
      ))}
      {data?.nextLink !== undefined && <Trans>There are more: search for the one you mean.</Trans>}
    </section>
  );
}

interface InvoiceChoiceProps {
  readonly transaction: BankTransaction;
  readonly invoice: Invoice;
  readonly form: MatchForm;
}

function InvoiceChoice({ transaction, invoice, form }: InvoiceChoiceProps) {
  const styles = useStyles();
  const { t } = useLingui();
  const { money, date } = useFormats();
  const { properties } = invoice;
  const number = numberOf(invoice);
  const due = money(properties.amountDue);
  const on = date(properties.dueDate);
  const part = form.wish.parts.find(({ invoiceName }) => invoiceName === invoice.name);
  const isSuggested = transaction.properties.suggestedInvoices.some(({ invoiceName }) => invoiceName === invoice.name);
  const profile = scopeOfId(properties.billingProfileId)?.profile ?? '';
  return (
    <div className={styles.row}>
      <Checkbox
        checked={part !== undefined}
        onChange={() => form.toggle(invoice, profile)}
        label={isSuggested ? t`${number}, ${due}, due ${on} (suggested)` : t`${number}, ${due}, due ${on}`}
      />
      {part !== undefined && (
        <div className={styles.amount}>
          <AmountField
            label={t`Amount for ${number}`}
            isLabelHidden
            typed={part.typed}
            onType={(typed) => form.type(invoice.name, typed)}
            bounds={{ least: undefined, most: transaction.properties.amount }}
          />
        </div>
      )}
    </div>
  );
}

const useStyles = makeStyles({
  part: { display: 'flex', flexDirection: 'column', rowGap: tokens.spacingVerticalS },
  heading: {
    margin: 0,
    fontSize: tokens.fontSizeBase300,
    lineHeight: tokens.lineHeightBase300,
    fontWeight: tokens.fontWeightSemibold,
  },
  row: { display: 'flex', flexDirection: 'column' },
  amount: { marginLeft: tokens.spacingHorizontalXXXL },
});
