import { assert } from '@betalt/core/shared/assert.ts';
import { receiveTransfer } from '../../src/app/money/receive-transfer.ts';
import type { Wiring } from '../../src/app/wired.ts';
import { inTransaction } from '../../src/db/database.ts';
import { newId } from '../../src/db/new-id.ts';
import { aCard, anInvoice } from './payables.ts';
import { OWN, type PayingServer } from './paying.ts';
import { anIssuer, bearer, type TestAccount } from './people.ts';

/** A bank transfer that names no invoice: money on account of the profile. Answers the payment that it came with. */
export async function moneyOnAccount(
  wiring: Wiring,
  { billingAccountId, billingProfileId, currency }: TestAccount,
  amountMinor: bigint,
): Promise<string> {
  const at = wiring.clock();
  const received = await inTransaction(wiring.database.db, (tx) =>
    receiveTransfer(
      tx,
      {
        billingAccountId,
        billingProfileId,
        currency,
        amountMinor,
        payerName: 'Fjord Labs AS',
        transferReference: newId(),
        bookedAt: at,
        invoices: [],
      },
      { doer: { userId: null, name: 'Bank' }, at },
    ),
  );
  assert(received.ok, 'a transfer is real money');
  return received.value.paymentId;
}

/** A credit note for an invoice that was paid: all of it is credit left. Answers its name. */
export async function aCreditNote(server: PayingServer, amountMinor: bigint): Promise<string> {
  const { wiring, account, sandbox, owner, app, base } = server;
  const name = await anInvoice(wiring, account, { amountMinor });
  const paid = await server.pay(name, await aCard(wiring, sandbox, owner));
  assert(paid.statusCode === 200, paid.body);
  const credited = await app.inject({
    method: 'POST',
    url: `${base}/invoices/${name}/creditNote?${OWN}`,
    headers: bearer(await anIssuer(wiring)),
    payload: { reason: 'Wrong price' },
  });
  assert(credited.statusCode === 200, credited.body);
  return credited.json().name;
}
