import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Language } from '@betalt/contract/portal/session.ts';
import { afterAll, afterEach, beforeEach, describe, expect, it } from 'vitest';
import { commandLanguage } from '../../../src/cli/command-language.ts';
import { importFromFiles } from '../../../src/cli/invoice-import.ts';
import { testDatabase } from '../../support/test-database.ts';
import { testConfig } from '../../support/test-server.ts';
import { type Customer, ledgerAddsUp, newCustomer } from './customer.ts';
import { ublFile } from './invoice-files.ts';

const database = await testDatabase();
const folder = await mkdtemp(join(tmpdir(), 'betalt-import-'));
afterAll(() => rm(folder, { recursive: true, force: true }));
afterEach(() => ledgerAddsUp(database));

let customer: Customer;
let printed: string[];
beforeEach(async () => {
  customer = await newCustomer(database);
  printed = [];
});

describe("a command's language", () => {
  it.each<[Record<string, string>, Language]>([
    [{ LANG: 'nb_NO.UTF-8' }, 'nb-NO'],
    [{ LC_ALL: 'C', LANG: 'nb_NO.UTF-8' }, 'en-US'],
    [{ LC_ALL: '', LC_MESSAGES: 'no', LANG: 'en_US.UTF-8' }, 'nb-NO'],
    [{ LANG: 'de_DE.UTF-8' }, 'en-US'],
    [{}, 'en-US'],
  ])('with %o is %s', (environment, language) => {
    expect(commandLanguage(environment)).toBe(language);
  });
});

describe('betalt invoice import', () => {
  it('imports into the named profile and prints a line a file', async () => {
    const files = [await file('one.xml', ublFile()), await file('two.xml', ublFile({ number: 'A-2' }))];
    expect(await run({ files, account: customer.billingAccountId, profile: 'BP-NOK' })).toBe(0);
    expect(printed).toEqual([
      'Into Profile NOK (NOK) of Fjord Labs AS:',
      'imported   one.xml  Invoice A-1 was imported.',
      'imported   two.xml  Invoice A-2 was imported.',
    ]);
    expect(await run({ files, account: customer.billingAccountId, profile: 'Profile NOK' })).toBe(0);
    expect(printed.at(-1)).toMatch(/^unchanged {2}two\.xml {2}Invoice A-2 is there already/);
  });

  it('chooses the only profile in the currency of each file', async () => {
    const files = [
      await file('nok.xml', ublFile()),
      await file('usd.xml', ublFile({ number: 'B-1', currency: 'USD' })),
    ];
    expect(await run({ files, account: customer.billingAccountId })).toBe(0);
    expect(printed.filter((line) => line.startsWith('Into'))).toEqual([
      'Into Profile NOK (NOK) of Fjord Labs AS:',
      'Into Profile USD (USD) of Fjord Labs AS:',
    ]);
  });

  it('asks which one when several profiles are in the currency, but in the demo takes the first', async () => {
    await newCustomer(database);
    const files = [await file('one.xml', ublFile())];
    expect(await run({ files })).toBe(1);
    expect(printed.at(-1)).toMatch(/^ {2}one\.xml:1:1: profile-not-clear at \/: .*--profile NAME --account NAME/);
    expect(await run({ files, isDemo: true })).toBe(0);
  });

  it('exits with 1 and prints file, line, rule and place of each problem when a file is refused', async () => {
    const files = [await file('wrong.xml', ublFile({ payable: '126.00' })), join(folder, 'missing.xml')];
    expect(await run({ files, account: customer.billingAccountId, profile: 'BP-NOK' })).toBe(1);
    const problems = printed.filter((line) => line.startsWith('  '));
    expect(problems).toEqual([
      expect.stringMatching(/^ {2}wrong\.xml:27:5: BR-CO-16 at \/Invoice\/cac:LegalMonetaryTotal\/cbc:PayableAmount: /),
      expect.stringMatching(/^ {2}missing\.xml:1:1: file-not-readable at \/: .*ENOENT/),
    ]);
  });

  it('refuses a file in a currency that no profile has, where the file says it', async () => {
    const files = [await file('sek.xml', ublFile({ currency: 'SEK' }))];
    expect(await run({ files, account: customer.billingAccountId })).toBe(1);
    expect(printed.at(-1)).toMatch(/sek\.xml:7:\d+: profile-currency at \/Invoice\/cbc:DocumentCurrencyCode: .*SEK/);
  });

  it('speaks Norwegian about the books in a Norwegian shell, and English about rules of EN 16931', async () => {
    const target = { account: customer.billingAccountId, profile: 'BP-NOK', language: 'nb-NO' } as const;
    const files = [
      await file('en.xml', ublFile()),
      await file('annen.xml', ublFile({ note: 'Something else' })),
      await file('feil.xml', ublFile({ number: 'A-2', payable: '126.00' })),
    ];
    expect(await run({ ...target, files })).toBe(1);
    expect(printed.slice(1)).toEqual([
      'imported   en.xml  Faktura A-1 er importert.',
      'refused    annen.xml  Ingenting fra denne filen er importert. Én ting er feil i den.',
      expect.stringMatching(
        /^ {2}annen\.xml:4:3: number-taken at .*: Denne selgerens faktura A-1 ble utstedt 2026-11-01/,
      ),
      expect.stringMatching(/^refused {4}feil\.xml/),
      expect.stringMatching(/BR-CO-16 at .*: The /),
    ]);
  });

  it('says so when there is no such profile', async () => {
    const files = [await file('one.xml', ublFile())];
    expect(await run({ files, profile: 'NONE' })).toBe(1);
    expect(printed).toEqual([expect.stringMatching(/no such billing profile/)]);
  });
});

async function file(name: string, bytes: Buffer): Promise<string> {
  const path = join(folder, name);
  await writeFile(path, bytes);
  return path;
}

async function run({ isDemo = false, language = 'en-US', ...command }: RunOptions): Promise<number> {
  const wiring = {
    database,
    clock: () => new Date('2026-11-24T12:00:00Z'),
    config: { ...testConfig(), demo: isDemo },
  };
  return await importFromFiles(wiring, { ...command, language, out: (line) => void printed.push(line) });
}

interface RunOptions {
  readonly files: readonly string[];
  readonly account?: string;
  readonly profile?: string;
  readonly isDemo?: boolean;
  readonly language?: Language;
}
