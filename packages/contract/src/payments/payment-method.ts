import Type, { type Static } from 'typebox';
import { Page, Resource } from '../shared/arm.ts';

export const PaymentMethodProperties = Type.Object({
  family: Type.Union([
    Type.Literal('CreditCard'),
    Type.Literal('CheckWire'),
    Type.Literal('DirectDebit'),
    Type.Literal('Other'),
  ]),
  paymentMethodType: Type.String({ description: 'visa, mc, amex, …' }),
  displayName: Type.String(),
  accountHolderName: Type.Optional(Type.String()),
  lastFourDigits: Type.Optional(Type.String()),
  expiration: Type.Optional(Type.String({ description: 'M/YYYY' })),
  logos: Type.Array(Type.Object({ mimeType: Type.String(), url: Type.String() })),
  status: Type.Union([Type.Literal('active'), Type.Literal('inactive')]),
  isExpired: Type.Optional(Type.Boolean({ description: 'Own version' })),
});

export const PaymentMethod = Resource('PaymentMethod', 'Microsoft.Billing/paymentMethods', PaymentMethodProperties);
export type PaymentMethod = Static<typeof PaymentMethod>;
export const PaymentMethodPage = Page('PaymentMethodPage', PaymentMethod);

export const PaymentMethodLink = Resource(
  'PaymentMethodLink',
  'Microsoft.Billing/billingAccounts/billingProfiles/paymentMethodLinks',
  Type.Object({
    paymentMethodId: Type.String(),
    paymentMethod: PaymentMethodProperties,
    isDefault: Type.Optional(Type.Boolean({ description: 'Own version' })),
  }),
);
export type PaymentMethodLink = Static<typeof PaymentMethodLink>;
export const PaymentMethodLinkPage = Page('PaymentMethodLinkPage', PaymentMethodLink);

/** Answer of `POST /paymentMethods/setup`: what the gateway's own fields need; no card number ever reaches Betalt. */
export const PaymentMethodSetup = Type.Object(
  {
    name: Type.String({ description: 'Name of the payment method to PUT when the gateway has confirmed' }),
    clientSecret: Type.String(),
  },
  { $id: 'PaymentMethodSetup' },
);
export type PaymentMethodSetup = Static<typeof PaymentMethodSetup>;

/** Body of `PUT /paymentMethods/{name}`: `savePaymentMethod` false keeps the card for one payment only. */
export const PaymentMethodRecord = Type.Object(
  {
    properties: Type.Object(
      {
        setupIntentId: Type.String({ minLength: 3, maxLength: 255 }),
        savePaymentMethod: Type.Optional(Type.Boolean({ default: false })),
      },
      { additionalProperties: false },
    ),
  },
  { $id: 'PaymentMethodRecord', additionalProperties: false },
);
export type PaymentMethodRecord = Static<typeof PaymentMethodRecord>;

/** Body of `PUT BP/paymentMethodLinks/{name}`. */
export const PaymentMethodLinkRecord = Type.Object(
  {
    properties: Type.Optional(
      Type.Object({ isDefault: Type.Optional(Type.Boolean()) }, { additionalProperties: false }),
    ),
  },
  { $id: 'PaymentMethodLinkRecord', additionalProperties: false },
);
