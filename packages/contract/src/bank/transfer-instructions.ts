import Type, { type Static } from 'typebox';
import { Amount } from '../shared/arm.ts';

/** `GET BA/invoices/{}/transferInstructions`: what a payer types into their bank, or scans. Own version. */
export const TransferInstructions = Type.Object(
  {
    beneficiary: Type.String(),
    iban: Type.Optional(Type.String({ description: 'Without spaces' })),
    ibanPrinted: Type.Optional(Type.String({ description: 'In groups of four' })),
    accountNumber: Type.Optional(
      Type.String({ description: 'The country’s own form where payers there type it: 8601.11.17947' }),
    ),
    bic: Type.Optional(Type.String()),
    bankName: Type.Optional(Type.String()),
    amount: Amount,
    dueDate: Type.String({ format: 'date' }),
    reference: Type.Object({
      kind: Type.Union([
        Type.Literal('KID'),
        Type.Literal('RF'),
        Type.Literal('OGM'),
        Type.Literal('QRR'),
        Type.Literal('SCOR'),
        Type.Literal('VIITE'),
        Type.Literal('OCR'),
        Type.Literal('text'),
      ]),
      value: Type.String({ description: 'As it is sent' }),
      printed: Type.String({ description: 'As it is read' }),
    }),
    qr: Type.Optional(
      Type.Object({
        kind: Type.Union([Type.Literal('EPC'), Type.Literal('Swiss')]),
        payload: Type.String({ description: 'Text of the QR code, UTF-8, error correction M' }),
      }),
    ),
  },
  { $id: 'TransferInstructions' },
);
export type TransferInstructions = Static<typeof TransferInstructions>;
