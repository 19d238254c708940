import { makeStyles, tokens } from '@fluentui/react-components';
import { Trans } from '@lingui/react/macro';
import { useState } from 'react';
import { TransferSection } from '../../components/transfer/transfer-section.tsx';
import { useFormats } from '../../i18n/use-formats.ts';
import type { QuoteGroup } from './several-form.ts';

interface SeveralTransfersProps {
  readonly account: string;
  readonly group: QuoteGroup;
}

/** Each invoice has its own reference, so each is a transfer of its own. */
export function SeveralTransfers({ account, group }: SeveralTransfersProps) {
  const styles = useStyles();
  const { money } = useFormats();
  return (
    <div className={styles.whole}>
      <p className={styles.text}>
        <Trans>Make one transfer for each invoice: each has a reference of its own.</Trans>
      </p>
      {group.invoices.map(({ invoiceId, invoiceName, amountDue }) => (
        <Transfer
          key={invoiceId}
          title={`${invoiceName} · ${money(amountDue)}`}
          account={account}
          invoice={{ id: invoiceId, name: invoiceName }}
        />
      ))}
    </div>
  );
}

interface TransferProps {
  readonly title: string;
  readonly account: string;
  readonly invoice: { readonly id: string; readonly name: string };
}

/** Asked for only when it is opened: a hundred invoices would be a hundred questions. */
function Transfer({ title, account, invoice }: TransferProps) {
  const styles = useStyles();
  const [isOpen, setOpen] = useState(false);
  return (
    <details className={styles.transfer} onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary className={styles.summary}>{title}</summary>
      {isOpen && (
        <div className={styles.body}>
          <TransferSection account={account} invoice={invoice} />
        </div>
      )}
    </details>
  );
}

const useStyles = makeStyles({
  whole: { display: 'flex', flexDirection: 'column', rowGap: tokens.spacingVerticalS },
  text: { margin: 0 },
  transfer: { border: `1px solid ${tokens.colorNeutralStroke2}`, borderRadius: tokens.borderRadiusMedium },
  summary: {
    minHeight: '24px',
    padding: `${tokens.spacingVerticalS} ${tokens.spacingHorizontalM}`,
    fontVariantNumeric: 'tabular-nums',
    cursor: 'pointer',
    ':focus-visible': { outline: `2px solid ${tokens.colorStrokeFocus2}` },
  },
  body: { padding: `0 ${tokens.spacingHorizontalM} ${tokens.spacingVerticalM}` },
});
