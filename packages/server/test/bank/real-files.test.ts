import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { readCamt } from '../../src/bank/camt/read-camt.ts';

/** Bank files that nobody here wrote; they are not the project's and lie beside the repository. */
const folder = join(import.meta.dirname, '../../../../../shared/data/camt');
const isThere = existsSync(folder);

const NL = 'NL26VAYB8060476890';
const REFERENCE = ['4654654654654654'];

// Copied by hand from the files: per statement account, opening, closing, and per transaction direction, amount, bank's reference,
// end-to-end id, structured references, counterparty.
// biome-ignore format: a table, to be read by columns
const files = [
  ['camt053.v2.minimal.xml',         '001.02', [[NL, 1815n, undefined, [['credit', 885n,     'EUR', undefined,                 undefined,              REFERENCE, 'NAME NAME']]]]],
  ['camt053.v2.multi.statement.xml', '001.02', [[NL, 1815n, 2700n,     [['credit', 885n,     'EUR', undefined,                 '000000001',            [],        undefined]]],
                                                [NL, 2700n, 2000n,     [['debit',  700n,     'EUR', undefined,                 '000000002',            [],        'Company Name 2']]]]],
  ['camt053.v4.xml',                 '001.04', [[NL, 1815n, undefined, [['credit', 885n,     'EUR', 'AAAASESS-FP-CN_98765/01', undefined,              REFERENCE, 'NAME NAME']]]]],
  ['camt053.v8.xml',                 '001.08', [[NL, 1815n, undefined, [['credit', 885n,     'EUR', 'AAAASESS-FP-CN_98765/01', 'MUELL/FINP/RA12345',   REFERENCE, 'NAME NAME']]]]],
  ['camt054.v4.xml',                 '001.04', [['CH2801234000123456789', undefined, undefined,
                                                                       [['debit', 20000000n, 'SEK', 'ACSR160617103200001',     undefined,
                                                  ['ISR ref number V1', 'ISR ref number V2', 'Ref number V3 block 1', 'Ref number V3 block 2'], undefined]]]]],
] as const;

describe.skipIf(!isThere)(
  `real bank files${isThere ? '' : ' (not run: ../shared/data/camt is not beside the repository)'}`,
  () => {
    it.each(files)('%s reads as it is written', (file, version, statements) => {
      const found = read(file);
      expect(found.ok ? found.value.version : found.error).toBe(version);
      if (!found.ok) return;
      expect(
        found.value.statements.map(({ account, openingMinor, closingMinor, transactions }) => [
          account,
          openingMinor,
          closingMinor,
          transactions.map((each) => [
            each.direction,
            each.amountMinor,
            each.currency,
            each.entryReference,
            each.endToEndId,
            each.references.map(({ text }) => text),
            each.counterpartyName,
          ]),
        ]),
      ).toEqual(statements);
    });

    it('camt053.v2.wrong.xml has no statement, and says where it should be', () => {
      expect(read('camt053.v2.wrong.xml')).toMatchObject({
        ok: false,
        error: [{ rule: 'missing-element', line: 3, column: 5, path: '/Document/BkToCstmrStmt/Stmt' }],
      });
    });

    it('camt052.v2.xml is no booked statement, and is read only when the caller says so', () => {
      expect(read('camt052.v2.xml')).toMatchObject({ ok: false, error: [{ rule: 'camt-intraday' }] });
      const bytes = readFileSync(join(folder, 'camt052.v2.xml'));
      expect(readCamt(bytes, 'camt052.v2.xml', { acceptIntraday: true })).toMatchObject({
        ok: true,
        value: { statements: [{ transactions: [{ direction: 'debit', amountMinor: 20_000_000n, currency: 'SEK' }] }] },
      });
    });

    it('the tests above are every file of the folder', () => {
      const known = [...files.map(([file]) => file), 'camt053.v2.wrong.xml', 'camt052.v2.xml'];
      expect(readdirSync(folder).toSorted()).toEqual(known.toSorted());
    });
  },
);

function read(file: string) {
  return readCamt(readFileSync(join(folder, file)), file);
}
