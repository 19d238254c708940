import type { PaymentMethod, PaymentMethodLink } from '@betalt/contract/payments/payment-method.ts';
import { useQueries, useQuery } from '@tanstack/react-query';
import { useRef, useState } from 'react';
import { billingProfilesQuery } from '../../api/queries/accounts.ts';
import { paymentMethodChoices, preselected } from '../../components/payment-method-picker/payment-method-choices.ts';
import { NEW_METHOD } from '../../components/payment-method-picker/payment-method-picker.tsx';
import {
  ownPaymentMethodsQuery,
  paymentMethodLinksQuery,
} from '../../components/payment-method-picker/payment-method-queries.ts';
import { useFormats } from '../../i18n/use-formats.ts';
import { linkedToAll } from './linked-to-all.ts';

const NONE: readonly PaymentMethodLink[] = [];

/**
 * Which methods may pay, and which one is chosen: the default until the payer chooses.
 *
 * @param profiles names of the billing profiles whose invoices are paid: a method must be allowed for each of them
 */
export function useMethodChoice(account: string, profiles: readonly string[]) {
  const links = useQueries({ queries: profiles.map((profile) => paymentMethodLinksQuery({ account, profile })) });
  const own = useQuery(ownPaymentMethodsQuery);
  const known = useQuery(billingProfilesQuery(account));
  const { today } = useFormats();
  const [picked, setPicked] = useState<string | undefined>();
  const [addedHere, setAddedHere] = useState<readonly PaymentMethod[]>([]);
  const added = useRef<PaymentMethod | undefined>(undefined);

  const isLoading = links.some(({ isPending }) => isPending) || own.isPending;
  const linked = linkedToAll(links.map(({ data }) => data ?? NONE));
  const choices = paymentMethodChoices(linked, [...(own.data ?? []), ...addedHere], today());
  const first = isLoading ? '' : (preselected(choices)?.id ?? NEW_METHOD);
  const stillThere = choices.some(({ id }) => id === picked) || picked === NEW_METHOD;
  const [only, ...others] = profiles;
  return {
    choices,
    chosen: picked !== undefined && stillThere ? picked : first,
    choose: setPicked,
    /** The card that was added in this pane, also when it is not saved. */
    added,
    /** A card that the gateway has confirmed is a choice from now on: another try does not ask for its number again. */
    useAdded: (method: PaymentMethod): string => {
      added.current = method;
      setAddedHere((before) => [...before, method]);
      setPicked(method.id);
      return method.id;
    },
    /** A new card can be attached where it is clear to which profile. */
    mayAttach:
      others.length === 0 &&
      (known.data?.find(({ name }) => name === only)?.actions?.includes('paymentMethod.manage') ?? false),
    isLoading,
    error: links.find(({ error }) => error)?.error ?? own.error,
    retry: () => void Promise.all([...links.map(({ refetch }) => refetch()), own.refetch()]),
  };
}
