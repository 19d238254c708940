import type { Invoice } from '@betalt/contract/invoices/invoice.ts';
import type { PaymentMethod } from '@betalt/contract/payments/payment-method.ts';
import { useQuery } from '@tanstack/react-query';
import { useRef, useState } from 'react';
import { billingProfilesQuery } from '../../api/queries/accounts.ts';
import { paymentMethodChoices, preselected } from '../../components/payment-method-picker/payment-method-choices.ts';
import { NEW_METHOD } from '../../components/payment-method-picker/payment-method-picker.tsx';
import {
  ownPaymentMethodsQuery,
  paymentMethodLinksQuery,
} from '../../components/payment-method-picker/payment-method-queries.ts';
import { useFormats } from '../../i18n/use-formats.ts';
import { scopeOfId } from '../../scope.ts';

/** Which methods may pay this invoice, and which one is chosen: the default until the payer chooses. */
export function useMethodChoice(account: string, invoice: Invoice) {
  const profile = scopeOfId(invoice.properties.billingProfileId)?.profile ?? '';
  const links = useQuery(paymentMethodLinksQuery({ account, profile }));
  const own = useQuery(ownPaymentMethodsQuery);
  const profiles = useQuery(billingProfilesQuery(account));
  const { today } = useFormats();
  const [picked, setPicked] = useState<string | undefined>();
  const [addedHere, setAddedHere] = useState<readonly PaymentMethod[]>([]);
  const added = useRef<PaymentMethod | undefined>(undefined);

  const isLoading = links.isPending || own.isPending;
  const choices = paymentMethodChoices(links.data ?? [], [...(own.data ?? []), ...addedHere], today());
  const first = isLoading ? '' : (preselected(choices)?.id ?? NEW_METHOD);
  return {
    choices,
    chosen: picked ?? first,
    choose: setPicked,
    /** The card that was added in this pane, also when it is not saved. */
    added,
    /** A card that the gateway has confirmed is a choice from now on: another try does not ask for its number again. */
    useAdded: (method: PaymentMethod): string => {
      added.current = method;
      setAddedHere((known) => [...known, method]);
      setPicked(method.id);
      return method.id;
    },
    mayAttach: profiles.data?.find(({ name }) => name === profile)?.actions?.includes('paymentMethod.manage') ?? false,
    isLoading,
    error: links.error ?? own.error,
    retry: () => void Promise.all([links.refetch(), own.refetch()]),
  };
}
