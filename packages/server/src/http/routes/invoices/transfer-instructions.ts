import { TransferInstructions } from '@betalt/contract/bank/transfer-instructions.ts';
import { ErrorResponse } from '@betalt/contract/shared/arm.ts';
import { may } from '@betalt/core/access/may.ts';
import { toArmNumber } from '@betalt/core/money/arm-number.ts';
import type { Currency } from '@betalt/core/money/currency.ts';
import { money } from '@betalt/core/money/money.ts';
import { printIban } from '@betalt/core/references/iban.ts';
import {
  type TransferInstructions as Instructions,
  type TransferPayee,
  transferInstructions,
} from '@betalt/core/references/transfer-instructions.ts';
import { transferPayee } from '@betalt/core/references/transfer-payee.ts';
import type { Wiring } from '../../../app/wired.ts';
import { readPayeeParties } from '../../../db/queries/invoice-payee.ts';
import type { InvoiceRow } from '../../../db/queries/invoice-row.ts';
import { findInvoice } from '../../../db/queries/invoices.ts';
import type { App } from '../../app.ts';
import { type Problem, problem } from '../../problems/problem.ts';
import { InvoiceParams } from '../list-query.ts';

/** `GET BA/invoices/{}/transferInstructions` (own version): how to pay what is due by bank transfer. Whoever may read the invoice. */
export function registerTransferInstructions(app: App, wiring: Wiring): void {
  app.get(
    '/billingAccounts/:billingAccountName/invoices/:invoiceName/transferInstructions',
    {
      schema: {
        operationId: 'Invoices_GetTransferInstructions',
        tags: ['Invoices'],
        params: InvoiceParams,
        response: { 200: TransferInstructions, default: ErrorResponse },
      },
    },
    async (request, reply) => {
      const { invoiceName } = request.params;
      const { billingAccountId } = request.account;
      const row = await findInvoice(wiring.database.reads, billingAccountId, invoiceName);
      if (row === undefined || !may(request.actor, 'invoice.read', { billingProfileId: row.billing_profile_id }))
        return reply.problem(problem('InvoiceNotFound', { invoiceName }));
      const refusal = refusalOf(row);
      if (refusal !== undefined) return reply.problem(refusal);
      const found = await readTransferInstructions(wiring, billingAccountId, row);
      return found ?? reply.problem(problem('TransferNotAvailable', {}));
    },
  );
}

/** Undefined where nobody has said to which account the invoice is paid. */
export async function readTransferInstructions(
  wiring: Wiring,
  billingAccountId: string,
  row: InvoiceRow,
): Promise<TransferInstructions | undefined> {
  const found = await instructionsFor(wiring, billingAccountId, row);
  return found === undefined ? undefined : present(found, row);
}

/** Nothing is owed, so nothing is to be transferred. */
function refusalOf({ name: invoiceName, voided_at, document_type, amount_due_minor }: InvoiceRow): Problem | undefined {
  if (voided_at !== null) return problem('InvoiceVoid', { invoiceName });
  if (document_type === 'CreditNote') return problem('CreditNote', { invoiceName });
  return amount_due_minor > 0n ? undefined : problem('InvoiceAlreadyPaid', { invoiceName });
}

async function instructionsFor(
  { config, database }: Wiring,
  billingAccountId: string,
  row: InvoiceRow,
): Promise<Instructions | undefined> {
  const { accounts, address } = config.bankAccounts;
  const issuer: TransferPayee = { name: config.issuerName, address, accounts };
  const parties = await readPayeeParties(database.db, billingAccountId, row.invoice_id);
  return transferInstructions({
    amountDue: money(row.currency as Currency, row.amount_due_minor),
    paymentReference: row.payment_reference,
    invoiceNumber: row.number,
    payee: parties === undefined ? issuer : transferPayee(parties, issuer),
  });
}

function present({ amount, iban, ...found }: Instructions, { due_on: dueDate }: InvoiceRow): TransferInstructions {
  return {
    ...found,
    ...(iban === undefined ? {} : { iban, ibanPrinted: printIban(iban) }),
    amount: { currency: amount.currency, value: toArmNumber(amount) },
    dueDate,
  };
}
