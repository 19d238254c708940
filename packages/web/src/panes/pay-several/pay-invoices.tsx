import { useLingui } from '@lingui/react/macro';
import { useState } from 'react';
import { ErrorState, useErrorWords } from '../../components/error-state.tsx';
import { MessageArea } from '../../components/message-area.tsx';
import { SkeletonLines } from '../../components/skeletons.tsx';
import { useFormats } from '../../i18n/use-formats.ts';
import { scopeOfId } from '../../scope.ts';
import type { ToPay } from '../pay-now/pay-form.ts';
import { PayFrame } from '../pay-now/pay-frame.tsx';
import { usePayPane } from '../pay-now/use-pay-pane.ts';
import { CurrencyTabs } from './currency-tabs.tsx';
import { ExcludedInvoices } from './excluded-invoices.tsx';
import { HowMuch } from './how-much.tsx';
import { PaidInvoices } from './paid-invoices.tsx';
import { QuotedRows } from './quoted-rows.tsx';
import { type Asked, NOTHING_TYPED, profileIdsOf, type QuoteGroup } from './several-form.ts';
import { SeveralTransfers } from './several-transfers.tsx';
import { type Several, useSeveral } from './use-several.ts';

interface PayInvoicesProps {
  readonly account: string;
  readonly title: string;
  readonly asked: Asked;
  readonly onClose: () => void;
}

/** Several invoices with one payment a currency: how much of each, by which method, and how it ended for each. */
export function PayInvoices({ account, title, asked, onClose }: PayInvoicesProps) {
  const { t } = useLingui();
  const several = useSeveral(account, asked);
  const { group, answer, groups } = several;
  const profiles = profileIdsOf(group).flatMap((id) => scopeOfId(id)?.profile ?? []);
  const pane = usePayPane({ account, profiles, onClose });
  const [paid, setPaid] = useState<readonly ToPay[]>([]);
  const { end } = pane.payment;
  const isLastGroup = groups.length <= 1;
  const isOver = (end?.kind === 'paid' || end?.kind === 'pending') && isLastGroup;
  const press = async () => {
    if (!several.toPay) return;
    const asPaid = several.toPay;
    const reached = await pane.press(asPaid, { number: undefined, isDone: isLastGroup });
    if (reached?.kind !== 'paid') return;
    setPaid((before) => [...before, asPaid]);
    if (isLastGroup) return;
    // The next currency stands there as if the pane had just opened.
    several.startAgain();
    pane.payment.forget();
  };
  const paidNames = new Set(paid.flatMap(({ parts }) => parts.map(({ invoiceName }) => invoiceName)));
  return (
    <PayFrame
      title={title}
      pane={pane}
      toPay={several.toPay}
      isPayable={group !== undefined && answer?.aboveCardLimit !== true}
      isOver={isOver}
      hasUnsaved={several.typed !== NOTHING_TYPED}
      transfer={group && !isOver ? <SeveralTransfers account={account} group={group} /> : undefined}
      news={
        <>
          {paid.map((one) => (
            <PaidInvoices key={one.currency} paid={one} />
          ))}
          {answer?.aboveCardLimit && !isOver && <AboveCardLimit group={answer} />}
          {!several.isLoading && !several.error && !group && paid.length === 0 && (
            <MessageArea intent="info">{t`There is nothing here that you can pay.`}</MessageArea>
          )}
        </>
      }
      onPay={() => void press()}
      onClose={onClose}
    >
      {several.isLoading && <SkeletonLines label={t`Loading`} lines={6} />}
      {several.error && !group && <ErrorState error={several.error} onRetry={several.retry} />}
      <ExcludedInvoices excluded={several.excluded.filter(({ invoiceName }) => !paidNames.has(invoiceName))} />
      {group && !isOver && <Amounts several={several} group={group} isDisabled={pane.isBusy} />}
    </PayFrame>
  );
}

function Amounts({ several, group, isDisabled }: { several: Several; group: QuoteGroup; isDisabled: boolean }) {
  return (
    <>
      {several.groups.length > 1 && (
        <CurrencyTabs
          groups={several.groups}
          currency={group.currency}
          onChoose={several.chooseCurrency}
          isDisabled={isDisabled}
        />
      )}
      <HowMuch several={several} group={group} isDisabled={isDisabled} />
      <QuotedRows several={several} group={group} isDisabled={isDisabled} />
      {several.changeError && <ChangeRefused error={several.changeError} />}
    </>
  );
}

function ChangeRefused({ error }: { error: unknown }) {
  const { text } = useErrorWords(error);
  return <MessageArea intent="error">{text}</MessageArea>;
}

function AboveCardLimit({ group }: { group: QuoteGroup }) {
  const { t } = useLingui();
  return (
    <MessageArea intent="warning" title={t`Above the limit for cards`}>
      <LimitSentence group={group} />
    </MessageArea>
  );
}

function LimitSentence({ group }: { group: QuoteGroup }) {
  const { t } = useLingui();
  const { money } = useFormats();
  if (!group.cardLimit) return t`Pay by bank transfer, or pay less at a time.`;
  const limit = money(group.cardLimit);
  return t`One payment by card may be at most ${limit}. Leave some invoices out, pay less of them, or pay by bank transfer.`;
}
