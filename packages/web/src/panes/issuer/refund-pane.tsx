import { Field, Radio, RadioGroup } from '@fluentui/react-components';
import { useLingui } from '@lingui/react/macro';
import { useQuery } from '@tanstack/react-query';
import { type RefundAsked, refundInvoice } from '../../api/queries/issuer-operations.ts';
import { paymentQuery } from '../../api/queries/payments.ts';
import { AmountField } from '../../components/amount-field/amount-field.tsx';
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
import type { InvoicePaneProps } from '../invoice-pane-props.ts';
import { showAfterOperation } from './after-operation.ts';
import { usePaneStyles } from './pane.styles.ts';
import { RefundOutcome } from './refund-outcome.tsx';
import { refundPreview } from './refund-preview.ts';
import { useRefundForm } from './use-refund-form.ts';

/** Sends a payment of the invoice back, or a part of it, and says before what will be due again. */
export function RefundPane({ account, invoice, onClose }: InvoicePaneProps) {
  const { t } = useLingui();
  const form = useRefundForm(account, invoice);
  const number = numberOf(invoice);
  const operation = useOperation<RefundAsked>(async (asked, key) => {
    const refund = await refundInvoice(account, invoice.name, asked, key);
    showAfterOperation(account, invoice.name);
    const isPaidOut = refund.properties.outcome === 'succeeded';
    const title = isPaidOut ? t`Refunded` : t`The refund is on its way`;
    notify({ intent: 'success', title, body: t`Invoice ${number}` });
    onClose();
  });
  const { amount, chosen, reason } = form;
  const run = () => {
    if (amount) void operation.run({ paymentId: chosen, amount, reason: reason.trim() });
  };
  return (
    <OperationPane
      title={t({ message: 'Refund', context: 'a command' })}
      subtitle={t`Invoice ${number}`}
      action={t({ message: 'Refund', context: 'a command' })}
      isReady={amount !== undefined && reason.trim() !== ''}
      isDirty={form.isDirty}
      operation={operation}
      onRun={run}
      onClose={onClose}
    >
      <RefundFields account={account} invoice={invoice} form={form} />
    </OperationPane>
  );
}

interface RefundFieldsProps extends Pick<InvoicePaneProps, 'account' | 'invoice'> {
  readonly form: ReturnType<typeof useRefundForm>;
}

function RefundFields({ account, invoice, form }: RefundFieldsProps) {
  const styles = usePaneStyles();
  const { t } = useLingui();
  const [, changeAddress] = useSearchParams();
  const { payment, error, most, amount } = form;
  return (
    <div className={styles.form}>
      <PaymentChoice account={account} form={form} />
      {error && <ErrorState error={error} onRetry={form.refetch} />}
      {!payment && !error && <SkeletonLines label={t`Loading`} lines={3} />}
      {most && (
        <AmountField
          label={t`Amount to refund`}
          typed={form.text}
          onType={form.setTyped}
          bounds={{ least: undefined, most }}
          hasHint
        />
      )}
      {amount && (
        <RefundOutcome
          preview={refundPreview(invoice, amount)}
          isTransfer={payment?.properties.paymentMethodFamily === 'CheckWire'}
          onCreditFirst={() => changeAddress({ pane: 'credit' })}
        />
      )}
      <ReasonField value={form.reason} onChange={form.setReason} />
    </div>
  );
}

function PaymentChoice({ account, form }: Pick<RefundFieldsProps, 'account' | 'form'>) {
  const { t } = useLingui();
  const { payments, chosen, payment } = form;
  if (payments.length === 1) return payment ? <PaymentText account={account} name={chosen} /> : null;
  return (
    <Field label={t`Payment to refund`}>
      <RadioGroup value={chosen} onChange={(_, { value }) => form.choose(value)}>
        {payments.map((name) => (
          <Radio key={name} value={name} label={<PaymentText account={account} name={name} />} />
        ))}
      </RadioGroup>
    </Field>
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
