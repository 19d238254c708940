import type { BillingProfile } from '@betalt/contract/accounts/billing-account.ts';
import { makeStyles, tokens } from '@fluentui/react-components';
import { Trans } from '@lingui/react/macro';
import { MoneyText } from '../../components/money-text.tsx';
import { paths } from '../../paths.ts';
import { PageLink } from '../../shell/page-link.tsx';

const useStyles = makeStyles({
  list: { display: 'flex', flexWrap: 'wrap', gap: '8px 32px', listStyleType: 'none', margin: '8px 0 0', padding: 0 },
  item: { minWidth: '200px' },
  sum: {
    fontSize: tokens.fontSizeBase500,
    lineHeight: tokens.lineHeightBase500,
    fontWeight: tokens.fontWeightSemibold,
  },
  pastDue: { margin: 0, color: tokens.colorNeutralForeground2 },
});

/** What is owed on each profile, in its own currency; profiles that owe nothing are left out. */
export function ProfileSums({ account, profiles }: { account: string; profiles: readonly BillingProfile[] }) {
  const styles = useStyles();
  const owing = profiles.filter(({ properties }) => (properties.amountDue?.value ?? 0) > 0);
  if (owing.length === 0) return null;
  return (
    <ul className={styles.list}>
      {owing.map(({ name, properties: { displayName, amountDue, amountPastDue } }) => (
        <li key={name} className={styles.item}>
          <PageLink to={paths.invoices({ account, profile: name }, { status: 'PastDue,Due' })}>{displayName}</PageLink>
          <div className={styles.sum}>{amountDue !== undefined && <MoneyText amount={amountDue} />}</div>
          {amountPastDue !== undefined && amountPastDue.value > 0 && (
            <p className={styles.pastDue}>
              <Trans>
                Of which past due: <MoneyText amount={amountPastDue} />
              </Trans>
            </p>
          )}
        </li>
      ))}
    </ul>
  );
}
