import { mkdtemp, rm, truncate, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeEach, describe, expect, it } from 'vitest';
import { importBankFiles } from '../../src/cli/bank-import.ts';
import { listBank } from '../../src/cli/bank-list.ts';
import { aCredit, camtFile } from '../support/bank-files.ts';
import { bankServer } from './bank-server.ts';

const server = await bankServer();
const { db } = server.database;
const folder = await mkdtemp(join(tmpdir(), 'betalt-bank-'));
afterAll(() => rm(folder, { recursive: true, force: true }));

let printed: string[];
beforeEach(() => {
  printed = [];
});

const out = (line: string) => void printed.push(line);

function run(...files: string[]): Promise<number> {
  const dependencies = { db, clock: () => new Date(), onCommitted: () => undefined };
  return importBankFiles(dependencies, { files, acceptIntraday: false, out });
}

async function file(name: string, content: string): Promise<string> {
  await writeFile(join(folder, name), content);
  return join(folder, name);
}

describe('betalt bank import', () => {
  it('says of each statement what became of it, and the second time that it is known', async () => {
    const { name, reference } = await server.invoice(100_00n);
    const entries = [aCredit('60.00', { reference }), aCredit('1.00'), aCredit('2.00', {}, { status: 'PDNG' })];
    const path = await file('monday.xml', camtFile({ id: 'MON', entries }));
    expect(await run(path)).toBe(0);
    expect(await run(path)).toBe(0);
    expect(printed).toEqual([
      'imported   monday.xml  MON: 2 new (1 unmatched, 1 matched), 0 known, 1 not booked left out',
      'unchanged  monday.xml  MON: imported before',
    ]);
    expect((await server.shown(name)).amountDue.value).toBe(40);
  });

  it('exits with 1 and prints file, line, rule and place of what is wrong', async () => {
    const wrong = await file('wrong.xml', camtFile({ entries: [aCredit('x')] }));
    expect(await run(wrong, join(folder, 'nowhere.xml'))).toBe(1);
    expect(printed[0]).toBe('refused    wrong.xml  Nothing of this file was imported.');
    expect(printed[1]).toMatch(
      /^ {2}wrong\.xml:\d+:1: not-an-amount at \/Document\/BkToCstmrStmt\/Stmt\/Ntry\/Amt: "x" is not/,
    );
    expect(printed[3]).toMatch(/nowhere\.xml:1:1: file-not-readable/);
  });

  it('refuses a hundred megabytes without reading them', async () => {
    const path = await file('huge.xml', '');
    await truncate(path, 100 * 1024 * 1024);
    expect(await run(path)).toBe(1);
    expect(printed[1]).toContain('file-too-large at /: The file has 100.0 MiB. At most 20.0 MiB are read.');
  });
});

describe('betalt bank list', () => {
  it('shows what waits for a person, and nothing of it is a command to the terminal', async () => {
    const { name } = await server.invoice(321_00n);
    await run(
      await file(
        'list.xml',
        camtFile({ entries: [aCredit('321.00', { payer: 'Fjord Labs AS', text: 'a&#x9B;31m' })] }),
      ),
    );
    await listBank(db, { limit: 1, out: (line) => void (printed = [line]) });
    expect(printed[0]).toMatch(
      new RegExp(
        `^[0-9a-f-]{36} {2}2026-11-24 {2}suggested +321\\.00 NOK {2}Fjord Labs AS \\| a 31m \\| ${name} of Fjord Labs AS\\?$`,
      ),
    );
  });

  it('says so when there is none', async () => {
    await listBank(db, { state: 'reversed', limit: 5, out });
    expect(printed).toEqual(['No transaction is reversed.']);
  });
});
