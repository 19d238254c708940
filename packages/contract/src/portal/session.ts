import Type, { type Static } from 'typebox';

/** The portal's own endpoints under `/api`, for the session cookie only; everything else it does is the public API. */

export const LANGUAGES = ['en-US', 'nb-NO'] as const;
export const Language = Type.Union([Type.Literal('en-US'), Type.Literal('nb-NO')]);
export type Language = Static<typeof Language>;
export const Theme = Type.Union([
  Type.Literal('system'),
  Type.Literal('light'),
  Type.Literal('dark'),
  Type.Literal('highContrast'),
]);
export type Theme = Static<typeof Theme>;

/** `GET /api/config`: what the sign-in page needs before anyone has signed in. */
export const PortalConfig = Type.Object(
  {
    productName: Type.String(),
    issuerName: Type.String({ description: 'The vendor who publishes the invoices' }),
    signUp: Type.Union([Type.Literal('open'), Type.Literal('invitation'), Type.Literal('closed')]),
    gateway: Type.Object({ publishableKey: Type.String(), scriptUrl: Type.String(), isSandbox: Type.Boolean() }),
    agreement: Type.Object({ version: Type.String(), title: Type.String(), url: Type.String() }),
    demo: Type.Optional(
      Type.Object({
        password: Type.String(),
        people: Type.Array(Type.Object({ email: Type.String(), name: Type.String(), roleDescription: Type.String() })),
      }),
    ),
  },
  { $id: 'PortalConfig' },
);
export type PortalConfig = Static<typeof PortalConfig>;

export const SignInRequest = Type.Object(
  { email: Type.String({ minLength: 3, maxLength: 320 }), password: Type.String({ minLength: 1, maxLength: 256 }) },
  { $id: 'SignInRequest', additionalProperties: false },
);
export type SignInRequest = Static<typeof SignInRequest>;

/** `POST /api/sign-up`: makes a person; the account follows by `POST /api/billing-accounts`, so a failure between the two can be resumed. */
export const SignUpRequest = Type.Object(
  {
    email: Type.String({ minLength: 3, maxLength: 320, format: 'email' }),
    password: Type.String({ minLength: 12, maxLength: 256 }),
    name: Type.String({ minLength: 1, maxLength: 200 }),
    language: Type.Optional(Language),
    invitation: Type.Optional(Type.String({ maxLength: 200 })),
  },
  { $id: 'SignUpRequest', additionalProperties: false },
);
export type SignUpRequest = Static<typeof SignUpRequest>;

/** `POST /api/billing-accounts`: accepts the vendor's customer agreement and makes the caller its Billing account owner. */
export const CreateBillingAccountRequest = Type.Object(
  {
    companyName: Type.String({ minLength: 1, maxLength: 200 }),
    country: Type.String({ minLength: 2, maxLength: 2, pattern: '^[A-Z]{2}$' }),
    currency: Type.String({ minLength: 3, maxLength: 3, pattern: '^[A-Z]{3}$' }),
    timeZone: Type.String({ minLength: 1, maxLength: 64 }),
    addressLine1: Type.String({ minLength: 1, maxLength: 200 }),
    postalCode: Type.Optional(Type.String({ maxLength: 20 })),
    city: Type.String({ minLength: 1, maxLength: 100 }),
    acceptedAgreementVersion: Type.String({ minLength: 1, maxLength: 40 }),
  },
  { $id: 'CreateBillingAccountRequest', additionalProperties: false },
);
export type CreateBillingAccountRequest = Static<typeof CreateBillingAccountRequest>;

/** `GET /api/session` (204 without one), and the answer of sign-in and sign-up. */
export const PortalSession = Type.Object(
  {
    user: Type.Object({ id: Type.String(), name: Type.String(), email: Type.String() }),
    settings: Type.Object({ language: Type.Optional(Language), theme: Theme, showSourceOnHover: Type.Boolean() }),
    billingAccounts: Type.Array(
      Type.Object({
        id: Type.String({ description: 'Resource id' }),
        name: Type.String(),
        displayName: Type.String(),
        agreementType: Type.String(),
        timeZone: Type.String(),
        roles: Type.Array(
          Type.Object({
            roleName: Type.String({ description: 'Field term, e.g. Billing account owner' }),
            scope: Type.String(),
            scopeDisplayName: Type.String(),
          }),
        ),
      }),
    ),
    issuerRoles: Type.Array(Type.String()),
  },
  { $id: 'PortalSession' },
);
export type PortalSession = Static<typeof PortalSession>;

/** `PUT /api/settings`. */
export const SettingsRequest = Type.Object(
  {
    language: Type.Optional(Language),
    theme: Type.Optional(Theme),
    showSourceOnHover: Type.Optional(Type.Boolean()),
  },
  { $id: 'SettingsRequest', additionalProperties: false },
);
export type SettingsRequest = Static<typeof SettingsRequest>;

/** `GET /api/search?query=`: invoices and scopes of the caller; pages and services are matched in the browser. */
export const SearchResponse = Type.Object(
  {
    results: Type.Array(
      Type.Object({
        kind: Type.Union([Type.Literal('invoice'), Type.Literal('billingProfile'), Type.Literal('billingAccount')]),
        id: Type.String(),
        name: Type.String(),
        displayName: Type.String(),
        billingAccountName: Type.String(),
        description: Type.String(),
      }),
    ),
  },
  { $id: 'SearchResponse' },
);
export type SearchResponse = Static<typeof SearchResponse>;

/** One message of `GET /api/live` (server-sent events, `data:` lines). The screen re-reads what is named. */
export const LiveEvent = Type.Object(
  {
    type: Type.String({
      description: 'invoice.paid, invoice.payment_started, invoice.payment_failed, payment.succeeded, …',
    }),
    billingAccountName: Type.String(),
    invoiceNames: Type.Array(Type.String()),
    paymentName: Type.Optional(Type.String()),
  },
  { $id: 'LiveEvent' },
);
export type LiveEvent = Static<typeof LiveEvent>;
