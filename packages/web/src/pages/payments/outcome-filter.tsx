import type { PaymentOutcome } from '@betalt/contract/payments/payment.ts';
import { makeStyles, Tab, TabList } from '@fluentui/react-components';
import { Trans, useLingui } from '@lingui/react/macro';

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
  const styles = useStyles();
  const { t } = useLingui();
  return (
    <TabList
      aria-label={t`Payments by outcome`}
      size="small"
      selectedValue={shown}
      onTabSelect={(_, { value }) => onShow(value as ShownOutcomes)}
      className={styles.tabs}
    >
      <Tab value="all">
        <Trans>All</Trans>
      </Tab>
      <Tab value="succeeded">{t({ message: 'Succeeded', context: 'a payment' })}</Tab>
      <Tab value="processing">
        <Trans>Processing</Trans>
      </Tab>
      <Tab value="failed">
        <Trans>Failed</Trans>
      </Tab>
    </TabList>
  );
}

const useStyles = makeStyles({ tabs: { flexShrink: 0, flexWrap: 'wrap', marginLeft: '-8px', marginBottom: '8px' } });
