import type { TransferInstructions } from '@betalt/contract/bank/transfer-instructions.ts';
import { makeStyles, tokens } from '@fluentui/react-components';
import type { MessageDescriptor } from '@lingui/core';
import { msg } from '@lingui/core/macro';
import { Trans, useLingui } from '@lingui/react/macro';
import { lazy, Suspense } from 'react';
import type { Formats } from '../../i18n/formats.ts';
import { CopyButton } from './copy-button.tsx';
import { pastedAmount, printedIban, type TransferReferenceKind } from './transfer-facts.ts';

const QrCode = lazy(async () => ({ default: (await import('./qr-code.tsx')).QrCode }));

/** Everything that a bank asks for, each to be copied alone, and the code to scan where there is one. */
export function TransferDetails({ facts, formats }: { facts: TransferInstructions; formats: Formats }) {
  const styles = useStyles();
  const rows = useRows(facts, formats);
  const { qr } = facts;
  return (
    <div className={styles.whole}>
      <div className={styles.details}>
        <dl className={styles.list}>
          {rows.map(({ key, label, shown, copied }) => (
            <div key={key} className={styles.row}>
              <dt className={styles.label}>{label}</dt>
              <dd className={styles.value}>
                <span className={styles.text}>{shown}</span>
                <CopyButton of={label} text={copied} />
              </dd>
            </div>
          ))}
        </dl>
        {qr && (
          <Suspense fallback={<div className={styles.waiting} />}>
            <QrCode {...qr} />
          </Suspense>
        )}
      </div>
      <p className={styles.note}>
        <Trans>
          Quote the reference exactly: it is how the payment finds the invoice. A transfer takes one to three bank days,
          and the invoice turns Paid when the bank has told us that the money is there.
        </Trans>
      </p>
    </div>
  );
}

type Row = { readonly key: string; readonly label: string; readonly shown: string; readonly copied: string };

function useRows(facts: TransferInstructions, { money, locale }: Formats): Row[] {
  const { t, i18n } = useLingui();
  const { beneficiary, iban, accountNumber, bic, bankName, amount, reference } = facts;
  const rows: (Row | undefined)[] = [
    { key: 'beneficiary', label: t`Recipient`, shown: beneficiary, copied: beneficiary },
    row('account', t`Account number`, accountNumber, accountNumber?.replaceAll(/[\s.]/g, '')),
    row('iban', t`IBAN`, iban && printedIban(iban), iban?.replaceAll(/\s/g, '')),
    row('bic', t`BIC`, bic, bic),
    row('bank', t`Bank`, bankName, bankName),
    { key: 'amount', label: t`Amount`, shown: money(amount), copied: pastedAmount(amount, locale) },
    {
      key: 'reference',
      label: i18n._(REFERENCE_WORDS[reference.kind]),
      shown: reference.printed,
      copied: reference.value,
    },
  ];
  return rows.filter((each) => each !== undefined);
}

function row(key: string, label: string, shown: string | undefined, copied: string | undefined): Row | undefined {
  return shown === undefined || copied === undefined ? undefined : { key, label, shown, copied };
}

/** As the banks of each country print it beside the field. */
const REFERENCE_WORDS: Readonly<Record<TransferReferenceKind, MessageDescriptor>> = {
  KID: msg`KID`,
  RF: msg`Creditor reference (RF)`,
  OGM: msg`Structured communication (OGM)`,
  QRR: msg`QR reference`,
  SCOR: msg`Creditor reference (SCOR)`,
  VIITE: msg`Reference number (viite)`,
  OCR: msg`OCR number`,
  text: msg`Reference`,
};

const useStyles = makeStyles({
  whole: { display: 'flex', flexDirection: 'column', rowGap: tokens.spacingVerticalM },
  details: {
    display: 'flex',
    flexWrap: 'wrap',
    alignItems: 'flex-start',
    justifyContent: 'space-between',
    gap: `${tokens.spacingVerticalL} ${tokens.spacingHorizontalXXL}`,
  },
  list: {
    display: 'grid',
    // As many beside each other as have room for an IBAN with its button.
    gridTemplateColumns: 'repeat(auto-fill, minmax(min(236px, 100%), 1fr))',
    flexGrow: 1,
    flexBasis: '260px',
    columnGap: tokens.spacingHorizontalM,
    minWidth: 0,
    margin: 0,
  },
  row: { padding: `${tokens.spacingVerticalXXS} 0` },
  label: { color: tokens.colorNeutralForeground3, fontSize: tokens.fontSizeBase200 },
  value: {
    display: 'flex',
    flexWrap: 'wrap',
    alignItems: 'center',
    columnGap: tokens.spacingHorizontalXS,
    minHeight: '28px',
    margin: 0,
  },
  text: { fontVariantNumeric: 'tabular-nums', overflowWrap: 'anywhere' },
  waiting: { width: '184px', height: '184px' },
  note: { margin: 0, color: tokens.colorNeutralForeground2 },
});
