import Type, { type Static } from 'typebox';
import { AddressDetails, Amount, Page, Resource } from '../shared/arm.ts';

export const AgreementType = Type.Union([
  Type.Literal('MicrosoftCustomerAgreement'),
  Type.Literal('MicrosoftOnlineServicesProgram'),
  Type.Literal('EnterpriseAgreement'),
  Type.Literal('MicrosoftPartnerAgreement'),
]);
export type AgreementType = Static<typeof AgreementType>;

export const BillingAccount = Resource(
  'BillingAccount',
  'Microsoft.Billing/billingAccounts',
  Type.Object({
    displayName: Type.String(),
    agreementType: AgreementType,
    accountType: Type.Union([Type.Literal('Business'), Type.Literal('Individual')]),
    accountSubType: Type.Optional(Type.String()),
    accountStatus: Type.Union([Type.Literal('Active'), Type.Literal('Disabled'), Type.Literal('Deleted')]),
    hasReadAccess: Type.Boolean(),
    soldTo: Type.Optional(AddressDetails),
    primaryBillingTenantId: Type.Optional(Type.String()),
    timeZone: Type.Optional(
      Type.String({ description: 'IANA zone of the account, own version: due dates turn there' }),
    ),
  }),
);
export type BillingAccount = Static<typeof BillingAccount>;
export const BillingAccountPage = Page('BillingAccountPage', BillingAccount);

export const BillingProfile = Resource(
  'BillingProfile',
  'Microsoft.Billing/billingAccounts/billingProfiles',
  Type.Object({
    displayName: Type.String(),
    currency: Type.String(),
    billTo: Type.Optional(AddressDetails),
    invoiceDay: Type.Integer({ minimum: 1, maximum: 31 }),
    invoiceEmailOptIn: Type.Boolean(),
    poNumber: Type.Optional(Type.String()),
    status: Type.Union([
      Type.Literal('Active'),
      Type.Literal('Warned'),
      Type.Literal('Disabled'),
      Type.Literal('Deleted'),
    ]),
    statusReasonCode: Type.Optional(Type.Literal('PastDue')),
    hasReadAccess: Type.Boolean(),
    amountDue: Type.Optional(Amount),
    amountPastDue: Type.Optional(Amount),
    defaultPaymentMethodId: Type.Optional(Type.String()),
  }),
);
export type BillingProfile = Static<typeof BillingProfile>;
export const BillingProfilePage = Page('BillingProfilePage', BillingProfile);

export const InvoiceSection = Resource(
  'InvoiceSection',
  'Microsoft.Billing/billingAccounts/billingProfiles/invoiceSections',
  Type.Object({
    displayName: Type.String(),
    state: Type.Union([Type.Literal('Active'), Type.Literal('Restricted')]),
    systemId: Type.String(),
  }),
);
export type InvoiceSection = Static<typeof InvoiceSection>;
export const InvoiceSectionPage = Page('InvoiceSectionPage', InvoiceSection);
