import { makeStyles, Tab, TabList } from '@fluentui/react-components';
import { BuildingBankRegular } from '@fluentui/react-icons/svg/building-bank';
import { PaymentRegular } from '@fluentui/react-icons/svg/payment';
import { Trans, useLingui } from '@lingui/react/macro';
import { type ReactNode, useId } from 'react';

export type Way = 'card' | 'transfer';

interface WayTabsProps {
  readonly way: Way;
  readonly onWay: (way: Way) => void;
  readonly isDisabled: boolean;
  readonly children: ReactNode;
}

/** Two equal ways to pay; what belongs to the chosen one stands below. */
export function WayTabs({ way, onWay, isDisabled, children }: WayTabsProps) {
  const styles = useStyles();
  const { t } = useLingui();
  const panelId = useId();
  return (
    <div>
      <TabList
        aria-label={t`Way to pay`}
        selectedValue={way}
        disabled={isDisabled}
        onTabSelect={(_, { value }) => onWay(value as Way)}
        className={styles.tabs}
      >
        <Tab value="card" icon={<PaymentRegular />} aria-controls={panelId}>
          <Trans>Card</Trans>
        </Tab>
        <Tab value="transfer" icon={<BuildingBankRegular />} aria-controls={panelId}>
          <Trans>Bank transfer</Trans>
        </Tab>
      </TabList>
      <div
        id={panelId}
        role="tabpanel"
        aria-label={way === 'card' ? t`Card` : t`Bank transfer`}
        className={styles.panel}
      >
        {children}
      </div>
    </div>
  );
}

const useStyles = makeStyles({
  tabs: { marginLeft: '-10px' },
  panel: { paddingTop: '12px' },
});
