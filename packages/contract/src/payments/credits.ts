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
