import Type, { type Static } from 'typebox';
import { ImportProblem } from '../invoices/import-report.ts';
import { Amount, Page, Resource } from '../shared/arm.ts';

/** What became of a movement on the issuer's bank account. */
export const BankTransactionState = Type.Union([
  Type.Literal('unmatched'),
  Type.Literal('suggested'),
  Type.Literal('matched'),
  Type.Literal('ignored'),
  Type.Literal('reversed'),
]);
export type BankTransactionState = Static<typeof BankTransactionState>;

const Count = Type.Integer({ minimum: 0 });

/** What became of one statement of a file. Own version, staff of the issuer. */
export const ImportedStatement = Type.Object(
  {
    name: Type.String(),
    statementName: Type.String({ description: 'As the bank calls it' }),
    account: Type.String({ description: 'IBAN, or the bank’s own number' }),
    outcome: Type.Union([Type.Literal('imported'), Type.Literal('unchanged')]),
    read: Count,
    new: Count,
    known: Type.Integer({ minimum: 0, description: 'Told by an earlier file already' }),
    matched: Count,
    suggested: Count,
    unmatched: Count,
    ignored: Count,
    waiting: Type.Integer({ minimum: 0, description: 'New ones that the worker looks at next' }),
    notBooked: Type.Integer({ minimum: 0, description: 'Entries that are pending or for information, left out' }),
    zero: Type.Integer({ minimum: 0, description: 'Transactions of nothing, left out' }),
  },
  { $id: 'ImportedStatement' },
);
export type ImportedStatement = Static<typeof ImportedStatement>;

export const ImportedBankFile = Type.Object(
  {
    fileName: Type.String(),
    outcome: Type.Union([Type.Literal('imported'), Type.Literal('unchanged'), Type.Literal('refused')]),
    statements: Type.Array(ImportedStatement),
    problems: Type.Optional(Type.Array(ImportProblem)),
  },
  { $id: 'ImportedBankFile' },
);
export type ImportedBankFile = Static<typeof ImportedBankFile>;

/** What became of each file of `POST /bankStatements`, in the order in which they came. */
export const BankImportReport = Type.Object({ files: Type.Array(ImportedBankFile) }, { $id: 'BankImportReport' });
export type BankImportReport = Static<typeof BankImportReport>;

const Day = Type.String({ format: 'date' });

export const BankStatement = Resource(
  'BankStatement',
  'Microsoft.Billing/bankStatements',
  Type.Object({
    fileName: Type.String(),
    message: Type.String({ description: 'camt.053, camt.054 or camt.052' }),
    version: Type.String({ description: '001.08' }),
    statementName: Type.String(),
    account: Type.String(),
    fromDate: Type.Optional(Day),
    toDate: Type.Optional(Day),
    openingBalance: Type.Optional(Amount),
    closingBalance: Type.Optional(Amount),
    read: Count,
    new: Count,
    importedBy: Type.String(),
    importedAt: Type.String({ format: 'date-time' }),
  }),
);
export type BankStatement = Static<typeof BankStatement>;
export const BankStatementPage = Page('BankStatementPage', BankStatement);

/** An invoice that a person may confirm, as it is now. */
export const SuggestedInvoice = Type.Object(
  {
    invoiceId: Type.String({ description: 'Resource id' }),
    invoiceName: Type.String(),
    billingAccountName: Type.String(),
    billingAccountDisplayName: Type.String(),
    billingProfileName: Type.String(),
    amountDue: Amount,
  },
  { $id: 'SuggestedInvoice' },
);

export const BankTransaction = Resource(
  'BankTransaction',
  'Microsoft.Billing/bankTransactions',
  Type.Object({
    account: Type.String({ description: 'The issuer’s own' }),
    direction: Type.Union([Type.Literal('credit'), Type.Literal('debit')]),
    isReversal: Type.Boolean({ description: 'The bank says that it takes back an earlier one' }),
    amount: Amount,
    originalAmount: Type.Optional(
      Type.Object({
        currency: Type.String(),
        amount: Type.String({ description: 'As the bank writes it' }),
        rate: Type.Optional(Type.String()),
      }),
    ),
    bookedOn: Type.Optional(Day),
    valueOn: Type.Optional(Day),
    bankReference: Type.Optional(Type.String()),
    endToEndId: Type.Optional(Type.String()),
    references: Type.Array(Type.String()),
    remittance: Type.Optional(Type.String({ description: 'What the payer wrote' })),
    counterpartyName: Type.Optional(Type.String()),
    counterpartyAccount: Type.Optional(Type.String()),
    code: Type.Optional(Type.String({ description: 'ISO 20022 bank transaction code, or the bank’s own' })),
    partCount: Type.Integer({ minimum: 1, description: 'More than 1: a batch whose parts the bank does not tell' }),
    state: BankTransactionState,
    reason: Type.Optional(Type.String({ description: 'Code of why it is in its state' })),
    reasonText: Type.Optional(Type.String({ description: 'The same in the language of Accept-Language' })),
    suggestedInvoices: Type.Array(SuggestedInvoice),
    reverses: Type.Optional(Type.String({ description: 'Resource id of what it takes back, or may take back' })),
    paymentId: Type.Optional(Type.String({ description: 'Resource id of the payment that it became' })),
    payerDisplayName: Type.Optional(Type.String()),
    decidedBy: Type.Optional(Type.String()),
    decidedAt: Type.Optional(Type.String({ format: 'date-time' })),
  }),
);
export type BankTransaction = Static<typeof BankTransaction>;
export const BankTransactionPage = Page('BankTransactionPage', BankTransaction);

/** Body of `POST /bankTransactions/{}/match`: invoices of one customer, or money on account, or what a debit takes back. */
export const MatchBankTransactionRequest = Type.Object(
  {
    billingAccountName: Type.Optional(Type.String({ maxLength: 200 })),
    invoices: Type.Optional(
      Type.Array(
        Type.Object(
          {
            invoiceName: Type.String({ minLength: 1, maxLength: 200 }),
            amount: Type.Optional(Amount),
          },
          { additionalProperties: false },
        ),
        { maxItems: 100, description: 'In the order in which they are paid; without an amount, what is due' },
      ),
    ),
    onAccount: Type.Optional(
      Type.Object(
        { billingProfileName: Type.String({ minLength: 1, maxLength: 200 }) },
        { additionalProperties: false, description: 'Where what the invoices do not take goes' },
      ),
    ),
    reverses: Type.Optional(
      Type.String({ maxLength: 36, description: 'Of a debit: name of the transaction that it takes back' }),
    ),
  },
  { $id: 'MatchBankTransactionRequest', additionalProperties: false },
);
export type MatchBankTransactionRequest = Static<typeof MatchBankTransactionRequest>;
