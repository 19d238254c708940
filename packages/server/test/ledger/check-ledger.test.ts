import { sql } from 'kysely';
import { beforeAll, describe, expect, it } from 'vitest';
import { checkLedger } from '../../src/app/ledger/check-ledger.ts';
import { aCreditNote, moneyOnAccount } from '../support/credits.ts';
import { anInvoice } from '../support/payables.ts';
import { nok, refundingServer } from '../support/refunding.ts';

const server = await refundingServer();
const { wiring, account, owner, database } = server;

/** One of everything that the books know of: paid by card, by credit and on account; on its way back; disputed; written off; void. */
beforeAll(async () => {
  for (const amountMinor of [100_00n, 200_00n]) await aCreditNote(server, amountMinor);
  await moneyOnAccount(wiring, account, 300_00n);
  const transfer = await moneyOnAccount(wiring, account, 400_00n);
  await server.post(`/payments/${transfer}/refund`, { amount: nok(150), reason: 'Sent by mistake' });
  const disputed = await server.paidInvoice();
  await server.dispute(disputed.payment);
  await server.tell();
  const withCredit = await anInvoice(wiring, account, { amountMinor: 40_00n });
  await server.post(`/invoices/${withCredit}/pay`, { credits: true }, { as: owner });
  const writtenOff = await anInvoice(wiring, account);
  await server.post(`/invoices/${writtenOff}/writeOff`, { reason: 'Bankrupt' });
  const voided = await anInvoice(wiring, account);
  await server.post(`/invoices/${voided}/void`, { reason: 'Wrong customer' });
  for (const _ of [1, 2]) await anInvoice(wiring, account);
}, 60_000);

/** What the check says when the rows are like that, which nobody else sees. */
async function problemsAfter(...statements: readonly string[]): Promise<string[]> {
  let problems: readonly string[] = [];
  const undone = new Error('undone');
  await database.db
    .transaction()
    .execute(async (tx) => {
      for (const statement of statements) {
        const { numAffectedRows } = await sql.raw(statement).execute(tx);
        expect([statement, numAffectedRows]).not.toEqual([statement, 0n]);
      }
      problems = (await checkLedger(tx)).problems;
      throw undone;
    })
    .catch((error: unknown) => {
      if (error !== undone) throw error;
    });
  return [...problems];
}

const ANY_ENTRY = `(select journal_entry_id from journal_entry order by 1 limit 1)`;
const NEW_POSTING = (no: number, currency: string, minor: number) => `
  insert into posting (billing_account_id, journal_entry_id, posting_no, billing_profile_id, ledger_account, currency, amount_minor)
  select billing_account_id, journal_entry_id, ${no}, billing_profile_id, 'revenue', '${currency}', ${minor}
  from posting where journal_entry_id = ${ANY_ENTRY} limit 1`;

const one = (table: string, key: string, where: string, nth = 0) =>
  `(select ${key} from ${table} where ${where} order by 1 offset ${nth} limit 1)`;
const openInvoice = (nth: number) =>
  one('invoice', 'invoice_id', "amount_due_minor > 0 and document_type = 'Invoice'", nth);
const note = (nth: number) => one('invoice', 'invoice_id', 'amount_due_minor < 0', nth);
const cardPayment = one('payment', 'payment_id', "method_family = 'CreditCard' and outcome = 'succeeded'");

describe('the ledger check', () => {
  it('finds nothing where nothing is wrong', async () => {
    expect((await checkLedger(database.db)).problems).toEqual([]);
  });

  it.each<[string, RegExp, string[]]>([
    ['an entry that does not balance', /is off by 1 in 1 currencies/, [NEW_POSTING(90, 'NOK', 1)]],
    [
      'an entry in two currencies',
      /is off by 0 in 2 currencies/,
      [NEW_POSTING(90, 'EUR', 1), NEW_POSTING(91, 'EUR', -1)],
    ],
    [
      'an entry that moved nothing',
      /\(card_settled\) has no postings/,
      [
        `insert into journal_entry (billing_account_id, journal_entry_id, kind, currency, posted_at)
         select billing_account_id, gen_random_uuid(), 'card_settled', 'NOK', now() from billing_account limit 1`,
      ],
    ],
    [
      'an invoice that asks for more than the books',
      /of receivable, the ledger says/,
      [
        `update invoice set total_minor = total_minor + 1, amount_due_minor = amount_due_minor + 1 where invoice_id = ${openInvoice(0)}`,
      ],
    ],
    [
      'a credit note that has more left than the books',
      /of credits, the ledger says/,
      [
        `update invoice set total_minor = total_minor - 1, amount_due_minor = amount_due_minor - 1 where invoice_id = ${note(0)}`,
      ],
    ],
    [
      'money on account that is not in the books',
      /of money_on_account, the ledger says/,
      [
        `update money_on_account set remaining_minor = remaining_minor + 1
         where payment_id = ${one('money_on_account', 'payment_id', 'remaining_minor > 0')}`,
      ],
    ],
    [
      'a refund that is on its way and not in the books',
      /of refunds_payable, the ledger says/,
      [`update refund set outcome = 'succeeded'`],
    ],
    ['a dispute that was closed past the books', /of disputed, the ledger says/, [`update dispute set state = 'won'`]],
    [
      'a payment of another sum than was captured',
      /has \d+ posted/,
      [`update payment set amount_minor = amount_minor + 1 where payment_id = ${cardPayment}`],
    ],
    [
      'a payment that was captured and is said to be declined',
      /has \d+ posted/,
      [`update payment set outcome = 'declined' where payment_id = ${cardPayment}`],
    ],
    [
      'money of a payment that is nowhere',
      /is found in places of/,
      [
        `update allocation set returned_minor = returned_minor + 1
         where state = 'settled' and payment_id = ${cardPayment}`,
      ],
    ],
    [
      'money on account that went from one payment to another',
      /is found in places of/,
      [
        `update money_on_account m set remaining_minor = remaining_minor + case when payment_id =
           ${one('money_on_account', 'payment_id', 'remaining_minor > 0')} then 1 else -1 end
         where payment_id in (${one('money_on_account', 'payment_id', 'remaining_minor > 0')},
           ${one('money_on_account', 'payment_id', 'remaining_minor > 0', 1)})`,
      ],
    ],
    [
      'what is due that went from one invoice to another',
      /is due, its entries and payments say/,
      [
        `update invoice set total_minor = total_minor + 1, amount_due_minor = amount_due_minor + case when invoice_id = ${openInvoice(0)} then 1 else -1 end
         where invoice_id in (${openInvoice(0)}, ${openInvoice(1)})`,
      ],
    ],
    [
      'credit that went from one credit note to another',
      /is left, its entry and uses say/,
      [
        `update invoice set total_minor = total_minor - 1, amount_due_minor = amount_due_minor + case when invoice_id = ${note(0)} then 1 else -1 end
         where invoice_id in (${note(0)}, ${note(1)})`,
      ],
    ],
    [
      'a void invoice that asks for something',
      /is due, its entries and payments say 0/,
      ['update invoice set amount_due_minor = 1 where voided_at is not null'],
    ],
    [
      'a slot that no payment holds',
      /is held by no payment/,
      [
        `update invoice set live_payment_id = gen_random_uuid(), live_outcome = 'processing' where invoice_id = ${openInvoice(0)}`,
      ],
    ],
  ])('finds %s', async (_what, sentence, statements) => {
    const problems = await problemsAfter(...statements);
    expect(problems.filter((problem) => sentence.test(problem))).not.toEqual([]);
  });

  it('needs no statement to say so: entries and postings cannot be changed at all', async () => {
    for (const statement of [
      'update posting set amount_minor = 1',
      'delete from posting',
      `update journal_entry set kind = 'void'`,
    ])
      await expect(sql.raw(statement).execute(database.db)).rejects.toThrow(/permission denied/);
  });
});
