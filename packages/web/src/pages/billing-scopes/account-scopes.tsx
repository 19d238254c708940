import type { BillingProfile } from '@betalt/contract/accounts/billing-account.ts';
import type { PortalSession } from '@betalt/contract/portal/session.ts';
import { makeStyles, tokens } from '@fluentui/react-components';
import { useLingui } from '@lingui/react/macro';
import { useQuery } from '@tanstack/react-query';
import { billingProfilesQuery } from '../../api/queries/accounts.ts';
import { ErrorState } from '../../components/error-state.tsx';
import { MoneyText } from '../../components/money-text.tsx';
import { type Column, PlainTable } from '../../components/plain-table.tsx';
import { useFieldTerms } from '../../components/use-field-terms.ts';
import { paths } from '../../paths.ts';
import { PageLink } from '../../shell/page-link.tsx';
import { rolesFor } from './roles-for.ts';

const useStyles = makeStyles({
  root: { marginBottom: '28px' },
  heading: { margin: '8px 0 0', fontSize: tokens.fontSizeBase400, lineHeight: tokens.lineHeightBase400 },
  facts: {
    display: 'flex',
    flexWrap: 'wrap',
    gap: '0 16px',
    listStyleType: 'none',
    margin: '2px 0 8px',
    padding: 0,
    color: tokens.colorNeutralForeground3,
  },
});

type Account = PortalSession['billingAccounts'][number];

/** One account with its type and the reader's roles, and the profiles in it with what is owed on each. */
export function AccountScopes({ account }: { account: Account }) {
  const styles = useStyles();
  const { t } = useLingui();
  const terms = useFieldTerms();
  const { data, error, refetch } = useQuery(billingProfilesQuery(account.name));
  const columns = useColumns(account);
  return (
    <section className={styles.root}>
      <h2 className={styles.heading}>
        <PageLink to={paths.overview({ account: account.name })}>{account.displayName}</PageLink>
      </h2>
      <ul className={styles.facts}>
        {[terms.agreement(account.agreementType), ...rolesFor(account, account.id).map(terms.role)].map((fact) => (
          <li key={fact}>{fact}</li>
        ))}
      </ul>
      {error === null ? (
        <PlainTable
          label={t`Billing profiles of ${account.displayName}`}
          columns={columns}
          rows={data}
          rowKey={({ id }) => id}
        />
      ) : (
        <ErrorState error={error} onRetry={() => void refetch()} />
      )}
    </section>
  );
}

function useColumns(account: Account): Column<BillingProfile>[] {
  const { t, i18n } = useLingui();
  const terms = useFieldTerms();
  const listOfRoles = (id: string) =>
    new Intl.ListFormat(i18n.locale, { type: 'unit', style: 'short' }).format(rolesFor(account, id).map(terms.role));
  return [
    {
      key: 'profile',
      header: t`Billing profile`,
      cell: ({ name, properties }) => (
        <PageLink to={paths.overview({ account: account.name, profile: name })}>{properties.displayName}</PageLink>
      ),
    },
    { key: 'role', header: t`My role`, cell: ({ id }) => listOfRoles(id) },
    { key: 'currency', header: t`Currency`, cell: ({ properties }) => properties.currency },
    { key: 'status', header: t`Status`, cell: ({ properties }) => terms.status(properties.status) },
    {
      key: 'due',
      header: t`Amount due`,
      isNumeric: true,
      cell: ({ properties }) => properties.amountDue && <MoneyText amount={properties.amountDue} />,
    },
    {
      key: 'past-due',
      header: t`Of which past due`,
      isNumeric: true,
      cell: ({ properties }) => properties.amountPastDue && <MoneyText amount={properties.amountPastDue} />,
    },
  ];
}
