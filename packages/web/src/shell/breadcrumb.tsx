import { makeStyles, tokens } from '@fluentui/react-components';
import { ChevronRightRegular } from '@fluentui/react-icons/svg/chevron-right';
import type { MessageDescriptor } from '@lingui/core';
import { useLingui } from '@lingui/react/macro';
import { useMatches } from '@tanstack/react-router';
import { useSession } from '../api/queries/session.ts';
import { paths } from '../paths.ts';
import { PageLink } from './page-link.tsx';
import { useOptionalScope } from './use-scope.ts';

const useStyles = makeStyles({
  root: { flexShrink: 0, padding: '8px 20px 0', '@media print': { display: 'none' } },
  list: {
    display: 'flex',
    flexWrap: 'wrap',
    alignItems: 'center',
    rowGap: '2px',
    listStyleType: 'none',
    margin: 0,
    padding: 0,
  },
  step: {
    display: 'flex',
    alignItems: 'center',
    minHeight: '24px',
    color: tokens.colorNeutralForeground2,
    overflowWrap: 'anywhere',
  },
  arrow: { fontSize: '12px', margin: '0 6px', color: tokens.colorNeutralForeground3, flexShrink: 0 },
});

type Step = { readonly text: string; readonly to: string };

/** Where this page lies; the page itself is the title under it. */
export function Breadcrumb() {
  const styles = useStyles();
  const { t } = useLingui();
  const steps = useSteps();
  return (
    <nav className={styles.root} aria-label={t`Breadcrumb`}>
      <ol className={styles.list}>
        {steps.map(({ text, to }, index) => (
          <li key={to} className={styles.step}>
            {index > 0 && <ChevronRightRegular className={styles.arrow} aria-hidden="true" />}
            <PageLink to={to}>{text}</PageLink>
          </li>
        ))}
      </ol>
    </nav>
  );
}

function useSteps(): Step[] {
  const { t, i18n } = useLingui();
  const scope = useOptionalScope();
  const { billingAccounts } = useSession();
  const matches = useMatches();
  const home: Step = { text: t`Home`, to: paths.home() };
  const account = billingAccounts.find(({ name }) => name === scope?.account);
  const pages = matches.flatMap(({ pathname, staticData }) => {
    const label = (staticData as { label?: MessageDescriptor }).label;
    return label === undefined ? [] : [{ text: i18n._(label), to: pathname }];
  });
  const isBilling = scope !== undefined;
  const scopeSteps = isBilling
    ? [{ text: account?.displayName ?? scope.account, to: paths.overview({ account: scope.account }) }]
    : [];
  const parents = invoiceParent(matches, t`Invoices`);
  return [home, ...scopeSteps, ...parents, ...pages].slice(0, pages.length > 0 ? -1 : undefined);
}

function invoiceParent(matches: ReturnType<typeof useMatches>, text: string): Step[] {
  const last = matches.at(-1);
  if (last === undefined || !('invoice' in last.params)) return [];
  return [{ text, to: last.pathname.replace(/\/[^/]+\/?$/, '') }];
}
