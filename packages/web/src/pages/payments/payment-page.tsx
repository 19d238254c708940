import type { Payment } from '@betalt/contract/payments/payment.ts';
import { makeStyles, tokens } from '@fluentui/react-components';
import { ArrowSyncRegular } from '@fluentui/react-icons/svg/arrow-sync';
import { ReceiptMoneyRegular } from '@fluentui/react-icons/svg/receipt-money';
import { Trans, useLingui } from '@lingui/react/macro';
import { useQuery } from '@tanstack/react-query';
import { useParams } from '@tanstack/react-router';
import { paymentQuery } from '../../api/queries/payments.ts';
import { ErrorState } from '../../components/error-state.tsx';
import { type Essential, EssentialsGrid } from '../../components/essentials-grid.tsx';
import { MessageArea } from '../../components/message-area.tsx';
import { MoneyText } from '../../components/money-text.tsx';
import { SkeletonLines } from '../../components/skeletons.tsx';
import { useFormats } from '../../i18n/use-formats.ts';
import { CommandBar } from '../../shell/command-bar.tsx';
import { PageTitle } from '../../shell/page-title.tsx';
import { useScopeName } from '../../shell/scope-name.ts';
import { useScope } from '../../shell/use-scope.ts';
import { PaymentOutcomeText } from './payment-outcome-text.tsx';
import { PaymentAllocations, PaymentAttempts } from './payment-parts.tsx';
import { usePaymentMethodText } from './use-payment-method-text.ts';

/** One payment: what it paid, how it was tried, and what went back since. */
export function PaymentPage() {
  const { t } = useLingui();
  const scope = useScope();
  const subtitle = useScopeName(scope);
  const { payment: name = '' }: { payment?: string } = useParams({ strict: false });
  const { data, error, refetch } = useQuery(paymentQuery(scope.account, name));
  const refresh = () => void refetch();
  return (
    <>
      <PageTitle icon={<ReceiptMoneyRegular />} title={t`Payment`} subtitle={subtitle} />
      <CommandBar items={[{ key: 'refresh', label: t`Refresh`, icon: <ArrowSyncRegular />, onClick: refresh }]} />
      {error && !data && <ErrorState error={error} onRetry={refresh} />}
      {!data && !error && <SkeletonLines label={t`Loading`} lines={8} />}
      {data && <ShownPayment account={scope.account} payment={data} />}
    </>
  );
}

function ShownPayment({ account, payment }: { account: string; payment: Payment }) {
  const styles = useStyles();
  const { t } = useLingui();
  const { decline, outcome } = payment.properties;
  return (
    <>
      {decline && (
        <MessageArea intent="error" title={t`The payment was declined`}>
          {decline.message}
        </MessageArea>
      )}
      {outcome === 'unknown' && (
        <MessageArea intent="info" title={t`It is not known yet whether the payment went through`}>
          <Trans>The payment service has not answered. We keep asking, and nothing is charged twice.</Trans>
        </MessageArea>
      )}
      <EssentialsGrid items={useEssentials(payment)} />
      <div className={styles.parts}>
        <PaymentAllocations account={account} payment={payment} />
        <PaymentAttempts payment={payment} />
      </div>
    </>
  );
}

function useEssentials({ name, properties }: Payment): Essential[] {
  const { t } = useLingui();
  const { dateTime } = useFormats();
  const method = usePaymentMethodText()(properties);
  const { amount, outcome, createdAt, settledAt, paidBy, isAutomatic, refundedAmount, creditsUsed } = properties;
  const items: (Essential | undefined)[] = [
    { key: 'amount', label: t`Amount`, value: <MoneyText amount={amount} /> },
    { key: 'status', label: t`Status`, value: <PaymentOutcomeText outcome={outcome} /> },
    { key: 'method', label: t`Payment method`, value: method },
    { key: 'by', label: t`Paid by`, value: isAutomatic ? t`Automatic payment` : (paidBy ?? '—') },
    { key: 'date', label: t`Date`, value: dateTime(createdAt) },
    settledAt === undefined ? undefined : { key: 'settled', label: t`Settled`, value: dateTime(settledAt) },
    creditsUsed && {
      key: 'credits',
      label: t`Credit used with it`,
      value: <MoneyText amount={creditsUsed.amount} />,
    },
    refundedAmount.value > 0
      ? { key: 'refunded', label: t`Refunded`, value: <MoneyText amount={refundedAmount} /> }
      : undefined,
    { key: 'id', label: t`Payment ID`, value: name },
  ];
  return items.filter((item) => item !== undefined);
}

const useStyles = makeStyles({
  parts: {
    display: 'flex',
    flexDirection: 'column',
    rowGap: tokens.spacingVerticalXXL,
    paddingTop: tokens.spacingVerticalM,
  },
});
