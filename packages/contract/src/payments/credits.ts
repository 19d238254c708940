import Type, { type Static } from 'typebox';
import { Amount } from '../shared/arm.ts';

/** `GET BP/credits`: what the payer has with the vendor already, and can be used on invoices of the profile. Oldest first. */
export const ProfileCredits = Type.Object(
  {
    currency: Type.String({ description: "The profile's own; items may have another" }),
    credits: Type.Object(Amount.properties, { description: 'Left of credit notes in that currency' }),
    moneyOnAccount: Type.Object(Amount.properties, { description: 'Money that no invoice has yet, in that currency' }),
    items: Type.Array(
      Type.Object({
        kind: Type.Union([Type.Literal('CreditNote'), Type.Literal('MoneyOnAccount')]),
        id: Type.String({ description: 'Resource id of the credit note, or of the payment that the money came with' }),
        name: Type.String(),
        date: Type.String({ format: 'date-time' }),
        original: Amount,
        remaining: Amount,
      }),
    ),
  },
  { $id: 'ProfileCredits' },
);
export type ProfileCredits = Static<typeof ProfileCredits>;

/** Body of `POST BP/credits/place`: puts money on account on invoices of the profile, oldest due first, as far as it goes. */
export const PlaceMoneyRequest = Type.Object(
  {
    invoices: Type.Array(
      Type.Object(
        {
          invoiceId: Type.String({ minLength: 1, maxLength: 400, description: 'Resource id, or the name alone' }),
          amount: Type.Optional(Type.Object(Amount.properties, { description: 'Without: what is due' })),
        },
        { additionalProperties: false },
      ),
      { minItems: 1, maxItems: 100 },
    ),
  },
  { $id: 'PlaceMoneyRequest', additionalProperties: false },
);
export type PlaceMoneyRequest = Static<typeof PlaceMoneyRequest>;
