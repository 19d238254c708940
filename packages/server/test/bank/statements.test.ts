import type { BankImportReport } from '@betalt/contract/bank/bank.ts';
import { describe, expect, it } from 'vitest';
import { importBankFile } from '../../src/app/bank/import-bank-file.ts';
import { matchWaitingTransactions } from '../../src/app/bank/match-waiting.ts';
import { aCredit, camtFile, type TestEntry } from '../support/bank-files.ts';
import { anIssuer, aPerson } from '../support/people.ts';
import { bankServer } from './bank-server.ts';

const server = await bankServer();
const { imported, invoice, shown, send, transactions } = server;

const count = async (table: 'bank_statement' | 'bank_transaction' | 'payment') =>
  Number((await server.database.pool.query<{ n: bigint }>(`select count(*) as n from ${table}`)).rows[0]?.n);

/** Each row by row: how many more there are of what. */
async function added(work: () => Promise<unknown>): Promise<readonly number[]> {
  const tables = ['bank_statement', 'bank_transaction', 'payment'] as const;
  const before = await Promise.all(tables.map(count));
  await work();
  const after = await Promise.all(tables.map(count));
  return after.map((each, index) => each - (before[index] ?? 0));
}

describe('a statement', () => {
  it('that comes again adds nothing', async () => {
    const { reference, name } = await invoice(100_00n);
    const file = camtFile({ entries: [aCredit('40.00', { reference }), aCredit('1.00', { text: 'Interest' })] });
    expect(await added(() => imported(file))).toEqual([1, 2, 1]);
    expect(await added(() => imported(file))).toEqual([0, 0, 0]);
    expect(await imported(file)).toMatchObject({
      outcome: 'unchanged',
      statements: [{ outcome: 'unchanged', new: 0, known: 2 }],
    });
    expect((await shown(name)).amountDue.value).toBe(60);
  });

  it('that overlaps another, or is sent in another version, adds what is new only', async () => {
    const { reference } = await invoice(100_00n);
    const [one, two, three] = [
      aCredit('10.00', { reference }),
      aCredit('20.00', { reference }),
      aCredit('30.00', { reference }),
    ];
    await imported(camtFile({ id: 'MON', entries: [one, two] }));
    expect(await added(() => imported(camtFile({ id: 'TUE', entries: [two, three] })))).toEqual([1, 1, 1]);
    expect(await added(() => imported(camtFile({ id: 'MON', version: '08', entries: [one, two] })))).toEqual([1, 0, 0]);
  });

  it('of the evening follows the notifications of the day, and each transfer is there once', async () => {
    const [one, two] = [await invoice(100_00n), await invoice(100_00n)];
    const entries = [aCredit('15.00', { reference: one.reference }), aCredit('15.00', { reference: two.reference })];
    for (const entry of entries)
      await imported(camtFile({ kind: '054', id: `N-${entry.bankReference}`, entries: [entry] }));
    expect(await added(() => imported(camtFile({ kind: '053', id: 'EVENING', entries })))).toEqual([1, 0, 0]);
    expect([(await shown(one.name)).amountDue.value, (await shown(two.name)).amountDue.value]).toEqual([85, 85]);
  });

  it('with a batch in one sum knows the parts that a notification had', async () => {
    const { reference } = await invoice(100_00n);
    const parts = [
      { amount: '3.00', reference },
      { amount: '4.00', reference },
    ];
    await imported(
      camtFile({ kind: '054', id: 'PARTS', entries: [aCredit('7.00', {}, { parts, bankReference: 'BATCH-1' })] }),
    );
    const whole = camtFile({ kind: '053', id: 'SUM', entries: [aCredit('7.00', {}, { bankReference: 'BATCH-1' })] });
    expect(await added(() => imported(whole))).toEqual([1, 0, 0]);
  });

  it('with a batch in one sum gives way to its parts when they come later', async () => {
    const { name, reference } = await invoice(100_00n);
    await imported(camtFile({ id: 'SUM-2', entries: [aCredit('9.00', {}, { bankReference: 'BATCH-2' })] }));
    const [whole] = await transactions('?top=1');
    const parts = [
      { amount: '4.00', reference },
      { amount: '5.00', reference },
    ];
    await imported(
      camtFile({ kind: '054', id: 'PARTS-2', entries: [aCredit('9.00', {}, { parts, bankReference: 'BATCH-2' })] }),
    );
    expect((await shown(name)).amountDue.value).toBe(91);
    const now = (await send('GET', `/bankTransactions/${whole?.name}`)).json<{ properties: object }>().properties;
    expect(now).toMatchObject({ state: 'ignored', reason: 'replaced_by_parts' });
  });

  it('keeps two transfers that are alike in everything as two', async () => {
    const { name, reference } = await invoice(100_00n);
    const twin: TestEntry = { amount: '6.00', bankReference: null, parts: [{ reference, text: 'same' }] };
    const file = camtFile({ id: 'TWINS', entries: [twin, twin] });
    expect(await added(() => imported(file))).toEqual([1, 2, 2]);
    expect(await added(() => imported(camtFile({ id: 'TWINS-AGAIN', entries: [twin, twin] })))).toEqual([1, 0, 0]);
    expect((await shown(name)).amountDue.value).toBe(88);
  });

  it('that two people import at once is there once', async () => {
    const { name, reference } = await invoice(100_00n);
    const entries = Array.from({ length: 8 }, () => aCredit('2.00', { reference }));
    const file = camtFile({ id: 'TOGETHER', entries });
    const other = camtFile({ id: 'TOGETHER-2', entries });
    expect(await added(() => Promise.all([imported(file), imported(file), imported(other)]))).toEqual([2, 8, 8]);
    expect((await shown(name)).amountDue.value).toBe(84);
  });

  it('that is too long for one request is matched by the worker', async () => {
    const { name, reference } = await invoice(100_00n);
    const bytes = new TextEncoder().encode(
      camtFile({ id: 'LONG', entries: [aCredit('8.00', { reference }), aCredit('9.00', { reference })] }),
    );
    const dependencies = { db: server.database.db, clock: server.wiring.clock, onCommitted: () => undefined };
    const finance = { ...server.finance, roles: [], issuerRoles: ['Issuer finance' as const] };
    const report = await importBankFile(dependencies, finance, { fileName: 'long.xml', bytes, patienceMs: 0 });
    expect(report.ok && report.value).toMatchObject([{ waiting: 2, states: { matched: 0 } }]);
    expect((await shown(name)).amountDue.value).toBe(100);
    await matchWaitingTransactions(dependencies);
    expect((await shown(name)).amountDue.value).toBe(83);
  });

  it('that a process left half matched is matched by the worker', async () => {
    const { name, reference } = await invoice(100_00n);
    await imported(camtFile({ id: 'HALF', entries: [aCredit('33.00', { text: 'nothing' })] }));
    await server.database.pool.query(
      `update bank_transaction set tried_at = null, reason = null, creditor_references = $1 where remittance = 'nothing' and amount_minor = 3300`,
      [JSON.stringify([{ text: reference }])],
    );
    const dependencies = { db: server.database.db, clock: server.wiring.clock, onCommitted: () => undefined };
    await matchWaitingTransactions(dependencies);
    await matchWaitingTransactions(dependencies);
    expect((await shown(name)).amountDue.value).toBe(67);
  });
});

describe('a file', () => {
  it('that is wrong is refused whole, with the place, and nothing of it is stored', async () => {
    const { reference } = await invoice(100_00n);
    const file = camtFile({ entries: [aCredit('1.00', { reference }), aCredit('2.00')] }).replace('>2.00<', '>two<');
    const line = file.split('\n').findIndex((each) => each.includes('>two<')) + 1;
    expect(
      await added(async () => {
        const response = await send('POST', '/bankStatements?fileName=monday.xml', file);
        expect(response.statusCode).toBe(400);
        expect(response.json()).toMatchObject({
          error: {
            code: 'InvalidRequestBody',
            details: [
              { code: 'not-an-amount', target: `monday.xml:${line}:1 /Document/BkToCstmrStmt/Stmt/Ntry[2]/Amt` },
            ],
          },
        });
      }),
    ).toEqual([0, 0, 0]);
  });

  it('with others goes in although one of them is refused', async () => {
    const form = new FormData();
    form.append('file', new Blob([camtFile({ id: 'GOOD', entries: [aCredit('1.23')] })]), 'good.xml');
    form.append('file', new Blob(['<a/>']), 'bad.xml');
    const request = new Request('http://x/', { method: 'POST', body: form });
    const response = await server.app.inject({
      method: 'POST',
      url: '/providers/Microsoft.Billing/bankStatements?api-version=2026-11-01-betalt',
      headers: {
        authorization: `Bearer ${server.finance.token}`,
        'content-type': request.headers.get('content-type') ?? '',
      },
      payload: Buffer.from(await request.arrayBuffer()),
    });
    expect(response.json<BankImportReport>().files).toMatchObject([
      { fileName: 'good.xml', outcome: 'imported' },
      { fileName: 'bad.xml', outcome: 'refused', problems: [{ rule: 'not-camt', line: 1 }] },
    ]);
  });

  it('of a day that is not over is taken only when the caller says so', async () => {
    const intraday = camtFile({ entries: [aCredit('1.00')] })
      .replace('camt.053', 'camt.052')
      .replaceAll('BkToCstmrStmt', 'BkToCstmrAcctRpt')
      .replaceAll(/<(\/?)Stmt>/g, '<$1Rpt>');
    expect((await send('POST', '/bankStatements', intraday)).statusCode).toBe(400);
    expect((await send('POST', '/bankStatements?acceptIntraday=true', intraday)).statusCode).toBe(200);
  });

  it('shows in the list of statements with its balances', async () => {
    await imported(camtFile({ id: 'LISTED', opening: '1.00', closing: '5.50', entries: [aCredit('4.50')] }));
    const { value } = (await send('GET', '/bankStatements?top=1')).json<{ value: object[] }>();
    expect(value).toMatchObject([
      {
        type: 'Microsoft.Billing/bankStatements',
        properties: {
          statementName: 'LISTED',
          message: 'camt.053',
          version: '001.02',
          openingBalance: { currency: 'NOK', value: 1 },
          closingBalance: { currency: 'NOK', value: 5.5 },
          read: 1,
          new: 1,
        },
      },
    ]);
  });
});

describe('the issuer’s bank', () => {
  const file = camtFile({ entries: [aCredit('1.00')] });

  it('does not exist for a customer, whatever role they have', async () => {
    const stranger = await aPerson(server.wiring);
    for (const person of [server.owner, stranger]) {
      const answers = [
        await send('POST', '/bankStatements', file, person),
        await send('GET', '/bankStatements', undefined, person),
        await send('GET', '/bankTransactions', undefined, person),
        await send('GET', `/bankTransactions/${(await transactions('?top=1'))[0]?.name}`, undefined, person),
        await send('POST', `/bankTransactions/${(await transactions('?top=1'))[0]?.name}/ignore`, undefined, person),
      ];
      expect(answers.map(({ statusCode }) => statusCode)).toEqual([404, 404, 404, 404, 404]);
    }
  });

  it('is read by support, and changed by finance and administrators only', async () => {
    const support = await anIssuer(server.wiring, { role: 'Issuer support' });
    const administrator = await anIssuer(server.wiring, { role: 'Issuer administrator' });
    expect((await send('GET', '/bankTransactions', undefined, support)).statusCode).toBe(200);
    expect((await send('POST', '/bankStatements', file, support)).statusCode).toBe(403);
    const name = (await transactions('?top=1'))[0]?.name;
    expect((await send('POST', `/bankTransactions/${name}/ignore`, undefined, support)).statusCode).toBe(403);
    expect((await send('POST', '/bankStatements', file, administrator)).statusCode).toBe(200);
  });
});
