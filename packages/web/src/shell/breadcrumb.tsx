import { makeStyles, tokens } from '@fluentui/react-components';
import { ChevronRightRegular } from '@fluentui/react-icons/svg/chevron-right';
import { useLingui } from '@lingui/react/macro';
import { useLocation } from '@tanstack/react-router';
import { pageLabels } from '../page-labels.ts';
import { paths } from '../paths.ts';
import type { Scope } from '../scope.ts';
import { serviceLabel } from '../search/service-label.ts';
import { PageLink } from './page-link.tsx';
import { useScopeName } from './scope-name.ts';
import { useOptionalScope } from './use-scope.ts';

const useStyles = makeStyles({
  root: { flexShrink: 0, padding: '8px 20px 0', '@media print': { display: 'none' } },
  // Room above the title of home, which nothing leads to.
  none: { flexShrink: 0, height: '10px', '@media print': { display: 'none' } },
  list: {
    display: 'flex',
    flexWrap: 'wrap',
    alignItems: 'center',
    rowGap: '2px',
    minHeight: '24px',
    listStyleType: 'none',
    margin: 0,
    padding: 0,
  },
  step: { display: 'flex', alignItems: 'center', minHeight: '24px', overflowWrap: 'anywhere' },
  arrow: { fontSize: '12px', margin: '0 6px', color: tokens.colorNeutralForeground3, flexShrink: 0 },
});

type Step = { readonly text: string; readonly to: string };

/** The way to this page; the page itself is the title under it. */
export function Breadcrumb() {
  const scope = useOptionalScope();
  return scope === undefined ? <PlainTrail /> : <ScopeTrail scope={scope} />;
}

function PlainTrail() {
  const { t, i18n } = useLingui();
  const here = useLocation({ select: ({ pathname }) => pathname });
  const isUnderHelp = here.startsWith(`${paths.help()}/`);
  const help = pageLabels['help'];
  const steps = [{ text: t`Home`, to: paths.home() }];
  if (isUnderHelp && help !== undefined) steps.push({ text: i18n._(help), to: paths.help() });
  return <Trail steps={here === paths.home() ? [] : steps} />;
}

function ScopeTrail({ scope }: { scope: Scope }) {
  const { t, i18n } = useLingui();
  const here = useLocation({ select: ({ pathname }) => decodeURIComponent(pathname).replace(/\/$/, '') });
  const account: Scope = { account: scope.account };
  const accountName = useScopeName(account);
  const scopeName = useScopeName(scope);
  const steps: Step[] = [
    { text: t`Home`, to: paths.home() },
    { text: i18n._(serviceLabel), to: paths.billingScopes() },
    { text: accountName, to: paths.overview(account) },
    ...(scope.profile === undefined ? [] : [{ text: scopeName, to: paths.overview(scope) }]),
    { text: t`Invoices`, to: paths.invoices(scope) },
    { text: t`Payments`, to: paths.payments(scope) },
  ];
  // Only what lies above this page: an address that begins this one's.
  const above = steps.filter(({ to }) => isAbove(decodeURIComponent(to), here));
  return <Trail steps={above} />;
}

function Trail({ steps }: { steps: readonly Step[] }) {
  const styles = useStyles();
  const { t } = useLingui();
  if (steps.length === 0) return <div className={styles.none} />;
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

function isAbove(path: string, here: string): boolean {
  return path === '/' || here.startsWith(`${path}/`);
}
