import type { IssuerRole, Role, ScopeLevel } from './roles.ts';

/** Everything that can be done, each at the scope where it is done. One list feeds authorisation, checkAccess, `actions` and buttons. */
export const ACTIONS = {
  'account.read': 'billingAccount',
  'account.update': 'billingAccount',
  'role.read': 'billingAccount',
  'role.manage': 'billingAccount',
  'activity.read': 'billingAccount',
  'profile.create': 'billingAccount',
  'profile.read': 'billingProfile',
  'profile.update': 'billingProfile',
  'profileRole.read': 'billingProfile',
  'profileRole.manage': 'billingProfile',
  'policy.read': 'billingProfile',
  'policy.apply': 'billingProfile',
  'invoice.read': 'billingProfile',
  'invoice.pay': 'billingProfile',
  'invoice.download': 'billingProfile',
  'invoice.query': 'billingProfile',
  'invoice.import': 'billingProfile',
  'invoice.credit': 'billingProfile',
  'invoice.void': 'billingProfile',
  'invoice.writeOff': 'billingProfile',
  'invoice.refund': 'billingProfile',
  'invoice.answerQuery': 'billingProfile',
  'section.create': 'billingProfile',
  'paymentMethod.read': 'billingProfile',
  'paymentMethod.manage': 'billingProfile',
  'credit.read': 'billingProfile',
  'section.read': 'invoiceSection',
  'section.update': 'invoiceSection',
  'sectionRole.read': 'invoiceSection',
  'sectionRole.manage': 'invoiceSection',
  'product.read': 'invoiceSection',
  'product.manage': 'invoiceSection',
} as const satisfies Record<string, ScopeLevel>;

export type Action = keyof typeof ACTIONS;

const SECTION_READ = ['section.read', 'sectionRole.read', 'product.read'] as const;
const SECTION_WRITE = ['section.update', 'product.manage'] as const;
const PROFILE_READ = [
  'profile.read',
  'profileRole.read',
  'policy.read',
  'invoice.read',
  'invoice.download',
  'paymentMethod.read',
  'credit.read',
  ...SECTION_READ,
] as const;
const PROFILE_WRITE = [
  'profile.update',
  'policy.apply',
  'section.create',
  'paymentMethod.manage',
  'invoice.pay',
  'invoice.query',
  ...SECTION_WRITE,
] as const;
const ACCOUNT_READ = ['account.read', 'role.read', 'activity.read', ...PROFILE_READ] as const;
const ACCOUNT_WRITE = ['account.update', 'profile.create', ...PROFILE_WRITE] as const;
const GRANT_SECTION = ['sectionRole.manage'] as const;
const GRANT_PROFILE = ['profileRole.manage', ...GRANT_SECTION] as const;

/**
 * Who may do what, inheriting downwards: an account role holds for its profiles and sections, a profile role for its sections.
 * The account contributor pays (Azure's two tables disagree: docs/domain/access.md); the invoice manager views and pays, nothing else.
 */
export const PERMISSIONS: Record<Role, ReadonlySet<Action>> = {
  'Billing account owner': new Set<Action>([...ACCOUNT_READ, ...ACCOUNT_WRITE, 'role.manage', ...GRANT_PROFILE]),
  'Billing account contributor': new Set<Action>([...ACCOUNT_READ, ...ACCOUNT_WRITE]),
  'Billing account reader': new Set<Action>(ACCOUNT_READ),
  'Billing profile owner': new Set<Action>([...PROFILE_READ, ...PROFILE_WRITE, ...GRANT_PROFILE]),
  'Billing profile contributor': new Set<Action>([...PROFILE_READ, ...PROFILE_WRITE]),
  'Billing profile reader': new Set<Action>(PROFILE_READ),
  'Invoice manager': new Set<Action>([...PROFILE_READ, 'invoice.pay', 'invoice.query']),
  'Invoice section owner': new Set<Action>([...SECTION_READ, ...SECTION_WRITE, ...GRANT_SECTION]),
  'Invoice section contributor': new Set<Action>([...SECTION_READ, ...SECTION_WRITE]),
  'Invoice section reader': new Set<Action>(SECTION_READ),
  'Azure subscription creator': new Set<Action>(),
};

/** What staff of the issuer who handle money do with invoices. */
const ISSUE = [
  'invoice.import',
  'invoice.credit',
  'invoice.void',
  'invoice.writeOff',
  'invoice.refund',
  'invoice.answerQuery',
] as const;

/** Staff of the issuer act on every customer's account through these only; what they do is in the customer's activity log. */
export const ISSUER_PERMISSIONS: Record<IssuerRole, ReadonlySet<Action>> = {
  'Issuer administrator': new Set<Action>([...ACCOUNT_READ, ...ISSUE, 'account.update', 'role.manage']),
  'Issuer finance': new Set<Action>([...ACCOUNT_READ, ...ISSUE]),
  'Issuer support': new Set<Action>(ACCOUNT_READ),
};
