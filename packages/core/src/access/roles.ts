/**
 * The eleven roles of a Microsoft Customer Agreement at three scopes, and the issuer's own three.
 * Source: Azure's role matrices (docs/domain/access.md lists them cell by cell, with the decisions where they conflict).
 */

export type ScopeLevel = 'billingAccount' | 'billingProfile' | 'invoiceSection';

export const ROLES = {
  'Billing account owner': { level: 'billingAccount', definitionId: '50000000-aaaa-bbbb-cccc-100000000000' },
  'Billing account contributor': { level: 'billingAccount', definitionId: '50000000-aaaa-bbbb-cccc-100000000001' },
  'Billing account reader': { level: 'billingAccount', definitionId: '50000000-aaaa-bbbb-cccc-100000000002' },
  'Billing profile owner': { level: 'billingProfile', definitionId: '40000000-aaaa-bbbb-cccc-100000000000' },
  'Billing profile contributor': { level: 'billingProfile', definitionId: '40000000-aaaa-bbbb-cccc-100000000001' },
  'Billing profile reader': { level: 'billingProfile', definitionId: '40000000-aaaa-bbbb-cccc-100000000002' },
  'Invoice manager': { level: 'billingProfile', definitionId: '40000000-aaaa-bbbb-cccc-100000000004' },
  'Invoice section owner': { level: 'invoiceSection', definitionId: '30000000-aaaa-bbbb-cccc-100000000000' },
  'Invoice section contributor': { level: 'invoiceSection', definitionId: '30000000-aaaa-bbbb-cccc-100000000001' },
  'Invoice section reader': { level: 'invoiceSection', definitionId: '30000000-aaaa-bbbb-cccc-100000000002' },
  'Azure subscription creator': { level: 'invoiceSection', definitionId: '30000000-aaaa-bbbb-cccc-100000000006' },
} as const satisfies Record<string, { level: ScopeLevel; definitionId: string }>;

export type Role = keyof typeof ROLES;

export function isRole(text: string): text is Role {
  return Object.hasOwn(ROLES, text);
}

export const ISSUER_ROLES = ['Issuer administrator', 'Issuer finance', 'Issuer support'] as const;
export type IssuerRole = (typeof ISSUER_ROLES)[number];

export function isIssuerRole(text: string): text is IssuerRole {
  return (ISSUER_ROLES as readonly string[]).includes(text);
}
