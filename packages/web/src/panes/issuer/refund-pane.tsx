import { Radio, RadioGroup, Field } from '@fluentui/react-components';
import { useLingui } from '@lingui/react/macro';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { type RefundAsked, refundInvoice } from '../../api/queries/issuer-operations.ts';
import { paymentQuery } from '../../api/queries/payments.ts';
import { AmountField, useTypedAmount, useWrittenAmount } from '../../components/amount-field/amount-field.tsx';
import { ErrorState } from '../../components/error-state.tsx';
import { OperationPane } from '../../components/operation/operation-pane.tsx';
import { ReasonField } from '../../components/operation/reason-field.tsx';
import { useOperation } from '../../components/operation/use-operation.ts';
import { SkeletonLines } from '../../components/skeletons.tsx';
import { useFormats } from '../../i18n/use-formats.ts';
import { numberOf } from '../../pages/invoices/invoice-columns.ts';
import { usePaymentMethodText } from '../../pages/payments/use-payment-method-text.ts';
import { notify } from '../../shell/notifications.ts';
import { useSearchParams } from '../../shell/use-search-params.ts';
import type { InvoicePaneProps } from '../invoice-pane.tsx';
import { showAfterOperation } from './after-operation.ts';
import { usePaneStyles } from './pane.styles.ts';
import { RefundOutcome } from './refund-outcome.tsx';
import { refundable, refundPreview } from './refund-preview.ts';

/** Sends a payment of the invoice back, or a part of it, and says before what will be due again. */
export function RefundPane({ account, invoice, onClose }: InvoicePaneProps) {
  const styles = usePaneStyles();
  const { t } = useLingui();
  const [, changeAddress] = useSearchParams();
  const written = useWrittenAmount();
  const read = useTypedAmount();
  const payments = paymentNames(invoice.properties.payments);
  const [chosen, setChosen] = useState(payments.at(-1) ?? '');
  const [typed, setTyped] = useState<string | undefined>();
  const [reason, setReason] = useState('');
  const { data: payment, error, refetch } = useQuery({ ...paymentQuery(account, chosen), staleTime: 0 });
  const number = numberOf(invoice);
  const most = payment && refundable(payment, invoice);
  const text = typed ?? (most === undefined ? '' : written(most));
  const amount = most === undefined ? undefined : read(text, { least: undefined, most });
  const operation = useOperation<RefundAsked>(async (asked, key) => {
    const refund = await refundInvoice(account, invoice.name, asked, key);
    showAfterOperation(account, invoice.name);
    const isPaidOut = refund.properties.outcome === 'succeeded';
    notify({
      intent: 'success',
      title: isPaidOut ? t`Refunded` : t`The refund is on its way`,
      body: t`Invoice ${number}`,
    });
    onClose();
  });
  return (
    <OperationPane
      title={t({ message: 'Refund', context: 'a command' })}
      subtitle={t`Invoice ${number}`}
      action={t({ message: 'Refund', context: 'a command' })}
      isReady={amount?.ok === true && reason.trim() !== ''}
      isDirty={reason !== '' || typed !== undefined}
      operation={operation}
      onRun={() =>
        amount?.ok && void operation.run({ paymentId: chosen, amount: amount.amount, reason: reason.trim() })
      }
      onClose={onClose}
    >
      <div className={styles.form}>
        {payments.length > 1 && (
          <Field label={t`Payment to refund`}>
            <RadioGroup
              value={chosen}
              onChange={(_, { value }) => {
                setChosen(value);
                setTyped(undefined);
              }}
            >
              {payments.map((name) => (
                <Radio key={name} value={name} label={<PaymentText account={account} name={name} />} />
              ))}
            </RadioGroup>
          </Field>
        )}
        {payments.length === 1 && payment && <PaymentText account={account} name={chosen} />}
        {error && !payment && <ErrorState error={error} onRetry={() => void refetch()} />}
        {!payment && !error && <SkeletonLines label={t`Loading`} lines={3} />}
        {most && (
          <AmountField
            label={t`Amount to refund`}
            typed={text}
            onType={setTyped}
            bounds={{ least: undefined, most }}
            hasHint
          />
        )}
        {amount?.ok && (
          <RefundOutcome
            preview={refundPreview(invoice, amount.amount)}
            isTransfer={payment?.properties.paymentMethodFamily === 'CheckWire'}
            onCreditFirst={() => changeAddress({ pane: 'credit' })}
          />
        )}
        <ReasonField value={reason} onChange={setReason} />
      </div>
    </OperationPane>
  );
}

function PaymentText({ account, name }: { account: string; name: string }) {
  const { t } = useLingui();
  const { money, date } = useFormats();
  const method = usePaymentMethodText();
  const { data } = useQuery(paymentQuery(account, name));
  if (data === undefined) return t`Loading`;
  const { amount, createdAt } = data.properties;
  return [method(data.properties), money(amount), date(createdAt)].join(' · ');
}

/** Money that can be sent back, oldest first, each payment once. */
function paymentNames(payments: InvoicePaneProps['invoice']['properties']['payments']): string[] {
  const names = payments
    .filter(({ paymentMethodFamily }) => paymentMethodFamily !== 'Credits')
    .map(({ paymentId = '' }) => paymentId.split('/').at(-1) ?? '')
    .filter((name) => name !== '');
  return [...new Set(names)];
}
