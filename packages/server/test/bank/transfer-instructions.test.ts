import { describe, expect, it } from 'vitest';
import { aPerson } from '../support/people.ts';
import { bankServer } from './bank-server.ts';

const server = await bankServer();
const { invoice } = server;
const euro = await bankServer({ currency: 'EUR' });

const instructions = (name: string, from = server, person = from.owner) =>
  from.get(`/invoices/${name}/transferInstructions`, person);

describe('the instructions for a transfer', () => {
  it('in kroner are the issuer’s account and the invoice’s KID', async () => {
    const { name, reference } = await invoice(1250_50n);
    expect((await instructions(name)).json()).toEqual({
      beneficiary: 'Nordlys Cloud AS',
      iban: 'NO9386011117947',
      ibanPrinted: 'NO93 8601 1117 947',
      accountNumber: '8601.11.17947',
      bankName: 'Fjordbanken (demo)',
      amount: { currency: 'NOK', value: 1250.5 },
      dueDate: expect.stringMatching(/^\d{4}-\d{2}-\d{2}$/),
      reference: { kind: expect.stringMatching(/^(KID|RF)$/), value: reference, printed: expect.any(String) },
    });
  });

  it('in euro have a code to scan', async () => {
    const { name, reference } = await euro.invoice(99_90n);
    const found = (await instructions(name, euro)).json();
    expect(found).toMatchObject({ iban: 'DE89370400440532013000', qr: { kind: 'EPC' } });
    expect(found.qr.payload.split('\n')).toEqual(expect.arrayContaining(['EUR99.90', reference]));
  });

  it('name the account that the invoice itself names', async () => {
    const { name } = await invoice(10_00n);
    const means = [{ code: '30', account: 'BE68539007547034', accountName: 'Nordlys Factoring', bic: 'BBRUBEBB' }];
    await server.database.pool.query(
      `update invoice set parties = jsonb_set(parties, '{paymentMeans}', $1), payment_reference = '+++001/0806/81747+++' where name = $2`,
      [JSON.stringify(means), name],
    );
    expect((await instructions(name)).json()).toMatchObject({
      beneficiary: 'Nordlys Factoring',
      iban: 'BE68539007547034',
      bic: 'BBRUBEBB',
      reference: { kind: 'OGM', value: '001080681747', printed: '+++001/0806/81747+++' },
    });
  });

  it('are not given where nothing is owed, nor to a stranger', async () => {
    const { name } = await invoice(10_00n);
    expect((await instructions('NOPE')).statusCode).toBe(404);
    expect((await instructions(name, server, await aPerson(server.wiring))).statusCode).toBe(404);
    await server.database.pool.query('update invoice set voided_at = now() where name = $1', [name]);
    const refused = await instructions(name);
    await server.database.pool.query('update invoice set voided_at = null where name = $1', [name]);
    expect([refused.statusCode, refused.json().error.code]).toEqual([409, 'InvoiceVoid']);
  });
});
