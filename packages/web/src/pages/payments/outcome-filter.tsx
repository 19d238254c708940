import type { PaymentOutcome } from '@betalt/contract/payments/payment.ts';
import { useLingui } from '@lingui/react/macro';
import { ChoicePills } from '../../components/choice-pills.tsx';

export type ShownOutcomes = 'all' | 'succeeded' | 'processing' | 'failed';

/** What people tell apart, of the outcomes that the API does. None means every one. */
export const OUTCOMES_OF: Readonly<Record<ShownOutcomes, readonly PaymentOutcome[]>> = {
  all: [],
  succeeded: ['succeeded'],
  processing: ['recorded', 'requires_action', 'processing', 'unknown'],
  failed: ['declined', 'not_attempted', 'canceled'],
};

export function isShown(text: string | undefined): text is ShownOutcomes {
  return text !== undefined && Object.hasOwn(OUTCOMES_OF, text);
}

interface OutcomeFilterProps {
  readonly shown: ShownOutcomes;
  readonly onShow: (shown: ShownOutcomes) => void;
}

/** Which payments are listed, by how they ended; the address says so too. */
export function OutcomeFilter({ shown, onShow }: OutcomeFilterProps) {
  const { t } = useLingui();
  const choices: { readonly value: ShownOutcomes; readonly text: string }[] = [
    { value: 'all', text: t`All` },
    { value: 'succeeded', text: t({ message: 'Succeeded', context: 'a payment' }) },
    { value: 'processing', text: t`Processing` },
    { value: 'failed', text: t`Failed` },
  ];
  return <ChoicePills label={t`Payments by outcome`} choices={choices} chosen={shown} onChoose={onShow} />;
}
