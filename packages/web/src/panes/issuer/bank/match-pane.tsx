import { Button, Field, Select } from '@fluentui/react-components';
import { Trans, useLingui } from '@lingui/react/macro';
import { useQuery } from '@tanstack/react-query';
import { billingProfilesQuery } from '../../../api/queries/accounts.ts';
import { MessageArea } from '../../../components/message-area.tsx';
import { OperationFailure } from '../../../components/operation/operation-failure.tsx';
import { useFormats } from '../../../i18n/use-formats.ts';
import { ContextPane } from '../../../shell/context-pane.tsx';
import { usePaneStyles } from '../pane.styles.ts';
import { BankFacts } from './bank-facts.tsx';
import { CustomerField } from './customer-field.tsx';
import type { DecisionPaneProps } from './decision-pane-props.ts';
import { MatchInvoices } from './match-invoices.tsx';
import { type MatchForm, useMatchForm } from './use-match-form.ts';

/** A transfer that nobody has claimed: choose the customer and what it pays; the rest goes on account. Or it is no payment at all. */
export function MatchPane({ read: { transaction }, decision, onClose }: DecisionPaneProps) {
  const styles = usePaneStyles();
  const { t } = useLingui();
  const form = useMatchForm(transaction);
  const { currency } = transaction.properties.amount;
  const { request, wish } = form;
  return (
    <ContextPane
      title={t`Match bank transaction`}
      onClose={onClose}
      isDirty={form.isTouched}
      footer={
        <>
          <Button
            appearance="primary"
            disabledFocusable={decision.isBusy || request === undefined}
            onClick={() => request && void decision.run({ kind: 'match', body: request })}
          >
            <Trans>Match</Trans>
          </Button>
          <Button disabledFocusable={decision.isBusy} onClick={() => void decision.run({ kind: 'ignore' })}>
            <Trans>Ignore</Trans>
          </Button>
          <Button disabled={decision.isBusy} onClick={onClose}>
            <Trans>Cancel</Trans>
          </Button>
        </>
      }
    >
      <OperationFailure failure={decision.failure} />
      <div className={styles.form}>
        <BankFacts transaction={transaction} />
        <CustomerField
          chosen={wish.account}
          suggested={transaction.properties.suggestedInvoices}
          onChoose={form.chooseAccount}
        />
        {wish.account !== '' && (
          <MatchInvoices key={wish.account} transaction={transaction} currency={currency} form={form} />
        )}
        {form.excess.value > 0 && <TooMuch form={form} />}
        {wish.account !== '' && form.rest.value > 0 && <RestField form={form} />}
      </div>
    </ContextPane>
  );
}

/** Why it cannot be matched like this. */
function TooMuch({ form }: { form: MatchForm }) {
  const { t } = useLingui();
  const { money } = useFormats();
  const excess = money(form.excess);
  return <MessageArea intent="warning">{t`The amounts are ${excess} more than the transfer.`}</MessageArea>;
}

function RestField({ form }: { form: MatchForm }) {
  const { t } = useLingui();
  const { money } = useFormats();
  const { data: profiles = [] } = useQuery(billingProfilesQuery(form.wish.account));
  const rest = money(form.rest);
  return (
    <Field
      label={t`${rest} goes on account of`}
      hint={t`The customer can use it on other invoices of the profile.`}
      required
    >
      <Select value={form.wish.profile} onChange={(_, { value }) => form.chooseProfile(value)}>
        <option value="">{t`Choose a billing profile`}</option>
        {profiles.map(({ name, properties }) => (
          <option key={name} value={name}>
            {properties.displayName}
          </option>
        ))}
      </Select>
    </Field>
  );
}
