import type { AutomaticPayment } from '@betalt/contract/payments/automatic-payment.ts';
import { makeStyles, tokens } from '@fluentui/react-components';
import type { MessageDescriptor } from '@lingui/core';
import { msg } from '@lingui/core/macro';
import { Trans, useLingui } from '@lingui/react/macro';
import { MoneyText } from '../../../components/money-text.tsx';
import { type Column, PlainTable } from '../../../components/plain-table.tsx';
import { useFormats } from '../../../i18n/use-formats.ts';
import { paths } from '../../../paths.ts';
import { PageLink } from '../../../shell/page-link.tsx';

type Upcoming = AutomaticPayment['upcoming'][number];

interface UpcomingChargesProps {
  readonly account: string;
  readonly name: string;
  readonly upcoming: readonly Upcoming[];
}

/** What will be charged and when, and what the payer must do where a charge did not go through. */
export function UpcomingCharges({ account, name, upcoming }: UpcomingChargesProps) {
  const { t } = useLingui();
  const { date } = useFormats();
  const columns: Column<Upcoming>[] = [
    {
      key: 'invoice',
      header: t`Invoice ID`,
      isUnbroken: true,
      cell: ({ invoiceName }) => <PageLink to={paths.invoice({ account }, invoiceName)}>{invoiceName}</PageLink>,
    },
    {
      key: 'on',
      header: t`Charged on`,
      isUnbroken: true,
      cell: ({ chargeOn, nextTryOn }) => date(nextTryOn ?? chargeOn),
    },
    { key: 'amount', header: t`Amount`, isNumeric: true, cell: ({ amount }) => <MoneyText amount={amount} /> },
    { key: 'state', header: t`Status`, cell: (charge) => <State account={account} charge={charge} /> },
  ];
  if (upcoming.length === 0) return <Trans>No charge is planned.</Trans>;
  return (
    <PlainTable
      label={t`Automatic payments of ${name}`}
      columns={columns}
      rows={upcoming}
      rowKey={({ invoiceName }) => invoiceName}
    />
  );
}

function State({ account, charge }: { account: string; charge: Upcoming }) {
  const styles = useStyles();
  const { i18n } = useLingui();
  const { state, reason, invoiceName } = charge;
  const needsPayer = state === 'needs_authentication' || state === 'stopped';
  return (
    <>
      {i18n._(STATES[state])}
      {reason !== undefined && <span className={styles.reason}>{reason}</span>}
      {needsPayer && (
        <span className={styles.reason}>
          <PageLink to={paths.payNow({ account }, invoiceName)}>
            <Trans>Pay now</Trans>
          </PageLink>
        </span>
      )}
    </>
  );
}

const STATES: Readonly<Record<Upcoming['state'], MessageDescriptor>> = {
  planned: msg({ message: 'Planned', context: 'an automatic payment' }),
  processing: msg`Processing`,
  waiting: msg({ message: 'Declined, tried again', context: 'an automatic payment' }),
  needs_authentication: msg`Needs authentication`,
  stopped: msg({ message: 'Declined, not tried again', context: 'an automatic payment' }),
};

const useStyles = makeStyles({
  reason: { display: 'block', color: tokens.colorNeutralForeground3, fontSize: tokens.fontSizeBase200 },
});
