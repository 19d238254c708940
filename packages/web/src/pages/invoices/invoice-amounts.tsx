import type { Invoice } from '@betalt/contract/invoices/invoice.ts';
import type { Amount } from '@betalt/contract/shared/arm.ts';
import { makeStyles, mergeClasses, tokens } from '@fluentui/react-components';
import { useLingui } from '@lingui/react/macro';
import { MoneyText } from '../../components/money-text.tsx';
import { useFormats } from '../../i18n/use-formats.ts';
import { InvoicePart } from './invoice-part.tsx';
import { negated } from './negated.ts';

type Row = { readonly key: string; readonly label: string; readonly amount: Amount; readonly isStrong?: boolean };

/** How the total comes about, and what of it is still owed. */
export function InvoiceAmounts({ invoice }: { invoice: Invoice }) {
  const styles = useStyles();
  const { t } = useLingui();
  const rows = useRows(invoice);
  return (
    <InvoicePart title={t`Amounts`}>
      <dl className={styles.list}>
        {rows.map(({ key, label, amount, isStrong = false }) => (
          <div key={key} className={mergeClasses(styles.row, isStrong && styles.strong)}>
            <dt>{label}</dt>
            <dd className={styles.value}>
              <MoneyText amount={amount} />
            </dd>
          </div>
        ))}
      </dl>
    </InvoicePart>
  );
}

function useRows({ properties }: Invoice): Row[] {
  const { t } = useLingui();
  const { number } = useFormats();
  const { subTotal, taxAmount, taxSubtotals = [], totalAmount, amountDue, documentType } = properties;
  const byRate = taxSubtotals.map(({ taxCategory, taxRatePercent, taxAmount: amount }, index) => {
    const rate = number(Number(taxRatePercent ?? 0));
    return {
      key: `tax-${index}`,
      label: taxRatePercent === undefined ? t`Tax, category ${taxCategory}` : t`Tax ${rate} %`,
      amount,
    };
  });
  return [
    { key: 'subtotal', label: t`Subtotal`, amount: subTotal },
    ...(byRate.length > 0 ? byRate : [{ key: 'tax', label: t`Tax`, amount: taxAmount }]),
    { key: 'total', label: t`Total`, amount: totalAmount, isStrong: true },
    documentType === 'CreditNote'
      ? { key: 'left', label: t`Credit left`, amount: negated(amountDue), isStrong: true }
      : { key: 'due', label: t`Amount due`, amount: amountDue, isStrong: true },
  ];
}

const useStyles = makeStyles({
  list: { display: 'grid', width: '360px', maxWidth: '100%', margin: 0 },
  row: {
    display: 'flex',
    justifyContent: 'space-between',
    columnGap: tokens.spacingHorizontalXL,
    padding: `${tokens.spacingVerticalSNudge} 0`,
    borderBottom: `1px solid ${tokens.colorNeutralStroke3}`,
  },
  strong: { fontWeight: tokens.fontWeightSemibold },
  value: { margin: 0, textAlign: 'right', fontVariantNumeric: 'tabular-nums' },
});
