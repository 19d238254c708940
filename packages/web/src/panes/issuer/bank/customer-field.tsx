import type { BankTransaction } from '@betalt/contract/bank/bank.ts';
import { Combobox, Field, Option } from '@fluentui/react-components';
import { useLingui } from '@lingui/react/macro';
import { useState } from 'react';
import { type Customer, useCustomers } from './use-customers.ts';

interface CustomerFieldProps {
  /** Name of the billing account; '' for none. */
  readonly chosen: string;
  readonly suggested: BankTransaction['properties']['suggestedInvoices'];
  readonly onChoose: (account: string) => void;
}

/** Whose transfer it is: found by a part of the name, however many customers there are. */
export function CustomerField({ chosen, suggested, onChoose }: CustomerFieldProps) {
  const { t } = useLingui();
  const [typed, setTyped] = useState<string | undefined>();
  const [last, setLast] = useState<Customer | undefined>(() => {
    const first = suggested.find(({ billingAccountName }) => billingAccountName === chosen);
    return first && { name: first.billingAccountName, displayName: first.billingAccountDisplayName };
  });
  const customers = useCustomers(typed ?? '');
  const choose = (name: string | undefined) => {
    const customer = customers.find((each) => each.name === name);
    setTyped(undefined);
    if (customer === undefined || customer.name === chosen) return;
    setLast(customer);
    onChoose(customer.name);
  };
  return (
    <Field label={t`Customer`} required>
      <Combobox
        // Inside the pane: what is outside of it is hidden while it is open.
        inlinePopup
        placeholder={t`Type a part of the name`}
        value={typed ?? last?.displayName ?? ''}
        selectedOptions={chosen === '' ? [] : [chosen]}
        onChange={(event) => setTyped(event.target.value)}
        onOptionSelect={(_, { optionValue }) => choose(optionValue)}
        onBlur={() => setTyped(undefined)}
      >
        {customers.map(({ name, displayName }) => (
          <Option key={name} value={name} text={displayName}>
            {displayName}
          </Option>
        ))}
      </Combobox>
    </Field>
  );
}
