import type { BillingProfile } from '@betalt/contract/accounts/billing-account.ts';
import type { ProfileCredits } from '@betalt/contract/payments/credits.ts';
import { Button, makeStyles, tokens } from '@fluentui/react-components';
import { Trans, useLingui } from '@lingui/react/macro';
import { useQuery } from '@tanstack/react-query';
import { lazy, Suspense, useState } from 'react';
import { isRefused } from '../../api/api-error.ts';
import { creditsQuery } from '../../api/queries/paying.ts';
import { sumOf } from '../../components/amount-field/typed-amount.ts';
import { ErrorState } from '../../components/error-state.tsx';
import { MoneyText } from '../../components/money-text.tsx';
import { type Column, PlainTable } from '../../components/plain-table.tsx';
import { useFormats } from '../../i18n/use-formats.ts';
import { paths } from '../../paths.ts';
import { PageLink } from '../../shell/page-link.tsx';

const UseCreditPane = lazy(async () => ({ default: (await import('./use-credit-pane.tsx')).UseCreditPane }));

interface ProfileCreditProps {
  readonly account: string;
  readonly profile: BillingProfile;
}

/** One profile: how much there is, where it comes from, and the way to use it. */
export function ProfileCredit({ account, profile }: ProfileCreditProps) {
  const styles = useStyles();
  const { t } = useLingui();
  const [isUsing, setUsing] = useState(false);
  const where = { account, profile: profile.name };
  const { data, error, refetch } = useQuery(creditsQuery(where));
  const { displayName } = profile.properties;
  const total = data && sumOf(data.currency, [data.credits, data.moneyOnAccount]);
  const mayUse = profile.actions?.includes('invoice.pay') === true && (total?.value ?? 0) > 0;
  return (
    <section className={styles.profile}>
      <h2 className={styles.title}>{displayName}</h2>
      {error && isRefused(error) && <Trans>Your role does not let you see credit and money on account.</Trans>}
      {error && !isRefused(error) && <ErrorState error={error} onRetry={() => void refetch()} />}
      {data && (
        <dl className={styles.sums}>
          <Figure label={t`Credit`} amount={data.credits} />
          <Figure label={t`Money on account`} amount={data.moneyOnAccount} />
        </dl>
      )}
      {mayUse && (
        <Button className={styles.use} onClick={() => setUsing(true)}>
          <Trans>Use on an invoice</Trans>
        </Button>
      )}
      {data?.items.length === 0 && <Trans>There is neither credit nor money on account.</Trans>}
      {!error && data?.items.length !== 0 && <Items account={account} name={displayName} items={data?.items} />}
      {isUsing && total && (
        <Suspense fallback={null}>
          <UseCreditPane where={where} name={displayName} available={total} onClose={() => setUsing(false)} />
        </Suspense>
      )}
    </section>
  );
}

function Figure({ label, amount }: { label: string; amount: ProfileCredits['credits'] }) {
  const styles = useStyles();
  return (
    <div>
      <dt className={styles.label}>{label}</dt>
      <dd className={styles.figure}>
        <MoneyText amount={amount} />
      </dd>
    </div>
  );
}

type Item = ProfileCredits['items'][number];

interface ItemsProps {
  readonly account: string;
  readonly name: string;
  readonly items: readonly Item[] | undefined;
}

function Items({ account, name, items }: ItemsProps) {
  const { t } = useLingui();
  const { date } = useFormats();
  const columns: Column<Item>[] = [
    { key: 'name', header: t`Name`, isUnbroken: true, cell: (item) => <ItemLink account={account} item={item} /> },
    {
      key: 'kind',
      header: t`Type`,
      cell: ({ kind }) => (kind === 'CreditNote' ? t`Credit note` : t`Money on account`),
    },
    { key: 'date', header: t`Date`, isUnbroken: true, cell: (item) => date(item.date) },
    { key: 'original', header: t`Amount`, isNumeric: true, cell: ({ original }) => <MoneyText amount={original} /> },
    { key: 'left', header: t`Left`, isNumeric: true, cell: ({ remaining }) => <MoneyText amount={remaining} /> },
  ];
  return <PlainTable label={name} columns={columns} rows={items} rowKey={({ id }) => id} />;
}

function ItemLink({ account, item }: { account: string; item: Item }) {
  const { t } = useLingui();
  const name = item.id.slice(item.id.lastIndexOf('/') + 1);
  if (item.kind === 'CreditNote') return <PageLink to={paths.invoice({ account }, name)}>{item.name}</PageLink>;
  return <PageLink to={paths.payment({ account }, name)}>{t`Payment received`}</PageLink>;
}

const useStyles = makeStyles({
  profile: {
    display: 'flex',
    flexDirection: 'column',
    flexShrink: 0,
    rowGap: tokens.spacingVerticalM,
    paddingBottom: tokens.spacingVerticalXXL,
  },
  title: {
    margin: `${tokens.spacingVerticalM} 0 0`,
    fontSize: tokens.fontSizeBase400,
    lineHeight: tokens.lineHeightBase400,
    fontWeight: tokens.fontWeightSemibold,
  },
  sums: {
    display: 'flex',
    flexWrap: 'wrap',
    gap: `${tokens.spacingVerticalS} ${tokens.spacingHorizontalXXXL}`,
    margin: 0,
  },
  label: { color: tokens.colorNeutralForeground3 },
  figure: {
    margin: 0,
    fontSize: tokens.fontSizeBase500,
    lineHeight: tokens.lineHeightBase500,
    fontWeight: tokens.fontWeightSemibold,
  },
  use: { alignSelf: 'flex-start' },
});
