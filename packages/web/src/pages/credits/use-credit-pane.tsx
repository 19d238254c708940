import type { Invoice, InvoicePage } from '@betalt/contract/invoices/invoice.ts';
import type { PayInvoiceRequest, Payment } from '@betalt/contract/payments/payment.ts';
import type { Amount } from '@betalt/contract/shared/arm.ts';
import { Button, makeStyles, Radio, RadioGroup, tokens } from '@fluentui/react-components';
import { Trans, useLingui } from '@lingui/react/macro';
import { useQuery } from '@tanstack/react-query';
import { useId, useState } from 'react';
import { arm } from '../../api/http.ts';
import { keys } from '../../api/keys.ts';
import { queryClient } from '../../api/query-client.ts';
import { AmountField, useTypedAmount, useWrittenAmount } from '../../components/amount-field/amount-field.tsx';
import { smallerOf } from '../../components/amount-field/typed-amount.ts';
import { ErrorState, useErrorWords } from '../../components/error-state.tsx';
import { MessageArea } from '../../components/message-area.tsx';
import { useOperation } from '../../components/operation/use-operation.ts';
import { SkeletonLines } from '../../components/skeletons.tsx';
import { useFormats } from '../../i18n/use-formats.ts';
import { numberOf } from '../../pages/invoices/invoice-columns.ts';
import { paths } from '../../paths.ts';
import { type Scope, scopeId } from '../../scope.ts';
import { ContextPane } from '../../shell/context-pane.tsx';
import { notify } from '../../shell/notifications.ts';

interface UseCreditPaneProps {
  readonly where: Required<Scope>;
  readonly name: string;
  /** Credit and money on account together. */
  readonly available: Amount;
  readonly onClose: () => void;
}

/** Puts credit on an invoice without any card: which one, and how much. */
export function UseCreditPane({ where, name, available, onClose }: UseCreditPaneProps) {
  const { t } = useLingui();
  const invoices = useOpenInvoices(where, available.currency);
  const form = useCreditForm(where, invoices.data ?? [], available, onClose);
  return (
    <ContextPane
      title={t`Use credit on an invoice`}
      subtitle={name}
      onClose={onClose}
      footer={
        <>
          <Button appearance="primary" disabledFocusable={form.isBusy || !form.amount} onClick={() => void form.use()}>
            <Trans>Use credit</Trans>
          </Button>
          <Button disabled={form.isBusy} onClick={onClose}>
            <Trans>Cancel</Trans>
          </Button>
        </>
      }
    >
      {form.failure !== undefined && <Failure error={form.failure} />}
      {invoices.error && <ErrorState error={invoices.error} onRetry={() => void invoices.refetch()} />}
      {invoices.isPending && <SkeletonLines label={t`Loading`} lines={4} />}
      {invoices.data?.length === 0 && <Trans>No invoice of this billing profile is due.</Trans>}
      {form.chosen && <CreditForm form={form} invoices={invoices.data ?? []} available={available} />}
    </ContextPane>
  );
}

function CreditForm({ form, invoices, available }: { form: Form; invoices: readonly Invoice[]; available: Amount }) {
  const styles = useStyles();
  const { t } = useLingui();
  const { money, date } = useFormats();
  const labelId = useId();
  if (!form.chosen) return null;
  const all = money(available);
  return (
    <div className={styles.form}>
      <p className={styles.text}>
        <Trans>{all} can be used. Credit notes are used first, then the oldest money on account.</Trans>
      </p>
      <h3 id={labelId} className={styles.heading}>
        <Trans>Invoice</Trans>
      </h3>
      <RadioGroup
        aria-labelledby={labelId}
        value={form.chosen.name}
        disabled={form.isBusy}
        onChange={(_, { value }) => form.choose(value)}
      >
        {invoices.map((invoice) => {
          const number = numberOf(invoice);
          const due = money(invoice.properties.amountDue);
          const on = date(invoice.properties.dueDate);
          return <Radio key={invoice.name} value={invoice.name} label={t`${number}, ${due} due ${on}`} />;
        })}
      </RadioGroup>
      <AmountField
        label={t`Amount`}
        typed={form.typed}
        onType={form.type}
        bounds={form.bounds}
        hasHint
        isDisabled={form.isBusy}
      />
    </div>
  );
}

function Failure({ error }: { error: unknown }) {
  const { t } = useLingui();
  const { text } = useErrorWords(error);
  return (
    <MessageArea intent="error" title={t`The credit was not used`}>
      {text}
    </MessageArea>
  );
}

type Form = ReturnType<typeof useCreditForm>;

/** What is asked for and nothing that changes by itself: the same again has to be the same request. */
type Asked = { readonly id: string; readonly name: string; readonly number: string; readonly amount: Amount };

function useCreditForm(where: Required<Scope>, invoices: readonly Invoice[], available: Amount, onClose: () => void) {
  const { t } = useLingui();
  const { money } = useFormats();
  const read = useTypedAmount();
  const written = useWrittenAmount();
  const [chosenName, setChosenName] = useState<string | undefined>();
  const [text, setText] = useState<string | undefined>();
  const chosen = invoices.find(({ name }) => name === chosenName) ?? invoices[0];
  const most = chosen ? smallerOf(chosen.properties.amountDue, available) : available;
  const bounds = { least: undefined, most };
  const typed = text ?? written(most);
  const answer = read(typed, bounds);
  const amount = answer.ok ? answer.amount : undefined;

  const operation = useOperation<Asked>(async ({ id, name, number, amount: asked }, idempotencyKey) => {
    const body: PayInvoiceRequest = { amount: asked, credits: true };
    await arm<Payment>('POST', `${id}/pay`, { body, idempotencyKey });
    const paid = money(asked);
    notify({
      intent: 'success',
      title: t`Credit used`,
      body: t`${paid} for invoice ${number}`,
      link: { text: t`View invoice`, to: paths.invoice({ account: where.account }, name) },
    });
    void queryClient.invalidateQueries({ queryKey: keys.account(where.account) });
    onClose();
  });
  const use = async () => {
    if (!chosen || !amount) return;
    await operation.run({ id: chosen.id, name: chosen.name, number: numberOf(chosen), amount });
  };

  return {
    chosen,
    choose: (name: string) => {
      setChosenName(name);
      setText(undefined);
    },
    typed,
    type: setText,
    bounds,
    amount,
    isBusy: operation.isBusy,
    failure: operation.failure,
    use,
  };
}

const MOST_OFFERED = 20;

/** Invoices of the profile that something is owed on, in the currency of the credit, the server's order. */
function useOpenInvoices(where: Required<Scope>, currency: string) {
  return useQuery({
    queryKey: keys.invoiceList(where.account, { open: where.profile }),
    queryFn: ({ signal }) =>
      arm<InvoicePage>('GET', `${scopeId(where)}/invoices`, {
        query: { filter: "properties/status eq 'Due' or properties/status eq 'OverDue'", top: MOST_OFFERED },
        signal,
      }),
    select: ({ value }) =>
      value.filter(
        ({ properties }) =>
          properties.amountDue.currency === currency &&
          properties.amountDue.value > 0 &&
          // A limit for cards is none for credit.
          (properties.payability?.canPay === true || properties.payability?.reasonCode === 'AboveCardLimit'),
      ),
  });
}

const useStyles = makeStyles({
  form: { display: 'flex', flexDirection: 'column', rowGap: tokens.spacingVerticalM },
  text: { margin: 0 },
  heading: { margin: 0, fontSize: tokens.fontSizeBase300, lineHeight: tokens.lineHeightBase300 },
});
