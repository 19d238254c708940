import {
  type AnyRoute,
  createRootRoute,
  createRoute,
  createRouter,
  lazyRouteComponent,
  notFound,
  Outlet,
  redirect,
} from '@tanstack/react-router';
import { sessionQuery } from './api/queries/session.ts';
import { queryClient } from './api/query-client.ts';
import { PageFailure } from './components/page-failure.tsx';
import { PageSkeleton } from './components/page-skeleton.tsx';
import { parseSearch, paths, stringifySearch } from './paths.ts';
import { BillingLayout } from './shell/billing-layout.tsx';
import { PlainLayout } from './shell/plain-layout.tsx';
import { Shell } from './shell/shell.tsx';

/**
 * The route tree. Every page is a chunk of its own. Links are built by `paths.ts`; the pages of a billing scope exist
 * twice, under the account and under each of its profiles, from the same components.
 */
const rootRoute = createRootRoute({
  component: Outlet,
  notFoundComponent: lazyRouteComponent(() => import('./pages/not-found-page.tsx'), 'NotFoundPage'),
});

const signIn = page(rootRoute, 'sign-in', () => import('./pages/sign-in/sign-in-page.tsx'), 'SignInPage');
const signUp = page(rootRoute, 'sign-up', () => import('./pages/sign-up/sign-up-page.tsx'), 'SignUpPage');

const portal = createRoute({
  getParentRoute: () => rootRoute,
  id: 'portal',
  beforeLoad: requireSession,
  component: Shell,
});

const billing = createRoute({
  getParentRoute: () => portal,
  path: 'billing/$account',
  component: BillingLayout,
});
const profile = createRoute({ getParentRoute: () => billing, path: 'profiles/$profile', component: Outlet });

const plain = createRoute({
  getParentRoute: () => portal,
  id: 'plain',
  component: PlainLayout,
});

const issuer = createRoute({
  getParentRoute: () => portal,
  path: 'issuer',
  beforeLoad: requireStaff,
  component: lazyRouteComponent(() => import('./shell/issuer-layout.tsx'), 'IssuerLayout'),
});

const routeTree = rootRoute.addChildren([
  signIn,
  signUp,
  portal.addChildren([
    plain.addChildren([
      page(plain, '/', () => import('./pages/home/home-page.tsx'), 'HomePage'),
      page(plain, 'billing', () => import('./pages/billing-scopes/billing-scopes-page.tsx'), 'BillingScopesPage'),
      page(plain, 'settings', () => import('./pages/settings/settings-page.tsx'), 'SettingsPage'),
      page(plain, 'help', () => import('./pages/help/help-page.tsx'), 'HelpPage'),
      page(plain, 'help/$article', () => import('./pages/help/help-article-page.tsx'), 'HelpArticlePage'),
      page(
        plain,
        'create-billing-account',
        () => import('./pages/sign-up/create-billing-account-page.tsx'),
        'CreateBillingAccountPage',
      ),
    ]),
    issuer.addChildren([
      page(issuer, 'payments-needing-attention', () => import('./pages/issuer/attention-page.tsx'), 'AttentionPage'),
      page(
        issuer,
        'bank-transactions',
        () => import('./pages/issuer/bank-transactions-page.tsx'),
        'BankTransactionsPage',
      ),
      page(issuer, 'refunds', () => import('./pages/issuer/refunds-page.tsx'), 'RefundsPage'),
    ]),
    billing.addChildren([...scopePages(billing), ...accountPages(), profile.addChildren(scopePages(profile))]),
  ]),
]);

export const router = createRouter({
  routeTree,
  parseSearch,
  stringifySearch,
  defaultPreload: 'intent',
  scrollRestoration: true,
  defaultPendingComponent: PageSkeleton,
  defaultPendingMs: 150,
  defaultErrorComponent: PageFailure,
});

/** Pages that the account and each profile have. */
function scopePages(parent: AnyRoute): AnyRoute[] {
  return [
    page(parent, '/', () => import('./pages/overview/overview-page.tsx'), 'OverviewPage'),
    page(parent, 'invoices', () => import('./pages/invoices/invoices-page.tsx'), 'InvoicesPage'),
    page(parent, 'invoices/$invoice', () => import('./pages/invoices/invoice-page.tsx'), 'InvoicePage'),
    page(
      parent,
      'payment-methods',
      () => import('./pages/payment-methods/payment-methods-page.tsx'),
      'PaymentMethodsPage',
    ),
    page(parent, 'credits', () => import('./pages/credits/credits-page.tsx'), 'CreditsPage'),
    page(
      parent,
      'invoice-sections',
      () => import('./pages/invoice-sections/invoice-sections-page.tsx'),
      'InvoiceSectionsPage',
    ),
    page(parent, 'properties', () => import('./pages/properties/properties-page.tsx'), 'PropertiesPage'),
  ];
}

/** Pages of the account alone. */
function accountPages(): AnyRoute[] {
  return [
    page(billing, 'payments', () => import('./pages/payments/payments-page.tsx'), 'PaymentsPage'),
    page(billing, 'payments/$payment', () => import('./pages/payments/payment-page.tsx'), 'PaymentPage'),
    page(
      billing,
      'billing-profiles',
      () => import('./pages/billing-profiles/billing-profiles-page.tsx'),
      'BillingProfilesPage',
    ),
  ];
}

function page<M extends Record<K, () => React.ReactNode>, K extends string>(
  parent: AnyRoute,
  path: string,
  load: () => Promise<M>,
  name: K,
): AnyRoute {
  return createRoute({
    getParentRoute: () => parent,
    path,
    component: lazyRouteComponent(load, name),
  }) as AnyRoute;
}

/** To a customer the issuer's pages do not exist; the server says the same of what they show. */
async function requireStaff(): Promise<void> {
  const session = await queryClient.ensureQueryData(sessionQuery);
  if (session === null || session.issuerRoles.length === 0) throw notFound();
}

async function requireSession({ location }: { location: { href: string } }): Promise<void> {
  const session = await queryClient.ensureQueryData(sessionQuery);
  if (session === null) throw redirect({ href: paths.signIn(location.href) });
}
