import type { Invoice } from '@betalt/contract/invoices/invoice.ts';
import { useCallback, useMemo, useRef, useState } from 'react';
import { NOTHING_CHOSEN, stateOfAll, withAll, withRange, withRow } from './row-selection.ts';

export type ChooseRow = (invoice: Invoice, isChosen: boolean, isRange: boolean) => void;

/**
 * Which of the list's invoices are chosen to be paid together. An invoice that cannot be paid any more falls out by
 * itself, and comes back when it can.
 */
export function useRowSelection(invoices: readonly Invoice[] | undefined) {
  const [selection, setSelection] = useState(NOTHING_CHOSEN);
  const payable = useMemo(() => (invoices ?? []).filter(canPay).map(({ name }) => name), [invoices]);
  const order = useRef(payable);
  order.current = payable;
  const choose = useCallback<ChooseRow>(
    ({ name }, isChosen, isRange) =>
      setSelection((before) =>
        isRange ? withRange(before, name, isChosen, order.current) : withRow(before, name, isChosen),
      ),
    [],
  );
  const chosen = useMemo(() => payable.filter((name) => selection.names.has(name)), [payable, selection.names]);
  return {
    /** Names of the chosen ones that can be paid, in the order of the list. */
    chosen,
    isChosen: (invoice: Invoice) => selection.names.has(invoice.name),
    choose,
    all: stateOfAll(selection.names, payable),
    chooseAll: (isChosen: boolean) => setSelection((before) => withAll(before, payable, isChosen)),
    clear: () => setSelection(NOTHING_CHOSEN),
  };
}

export function canPay({ properties }: Invoice): boolean {
  return properties.payability?.canPay === true;
}
