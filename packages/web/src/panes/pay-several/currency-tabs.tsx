import { makeStyles, Tab, TabList } from '@fluentui/react-components';
import { Trans, useLingui } from '@lingui/react/macro';
import { useFormats } from '../../i18n/use-formats.ts';
import type { QuoteGroup } from './several-form.ts';

interface CurrencyTabsProps {
  readonly groups: readonly QuoteGroup[];
  readonly currency: string;
  readonly onChoose: (currency: string) => void;
  readonly isDisabled: boolean;
}

/** A payment is in one currency: the currencies are paid one after the other. */
export function CurrencyTabs({ groups, currency, onChoose, isDisabled }: CurrencyTabsProps) {
  const styles = useStyles();
  const { t } = useLingui();
  const { money } = useFormats();
  return (
    <div>
      <p className={styles.text}>
        <Trans>These invoices are in several currencies. Each currency is paid by itself.</Trans>
      </p>
      <TabList
        aria-label={t`Currency`}
        selectedValue={currency}
        disabled={isDisabled}
        onTabSelect={(_, { value }) => onChoose(String(value))}
        className={styles.tabs}
      >
        {groups.map((group) => (
          <Tab key={group.currency} value={group.currency}>
            {money(group.total)}
          </Tab>
        ))}
      </TabList>
    </div>
  );
}

const useStyles = makeStyles({
  text: { margin: 0 },
  tabs: { flexWrap: 'wrap', marginLeft: '-10px' },
});
