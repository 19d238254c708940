import { isCurrency } from '@betalt/core/money/currency.ts';
import { money, toDecimalString } from '@betalt/core/money/money.ts';
import { checkLedger } from '../app/ledger/check-ledger.ts';
import { withDatabase } from './with-database.ts';

/** `betalt ledger check`: totals by currency, then every problem. @returns 1 when there is one */
export async function ledgerCheckCommand(): Promise<number> {
  const { currencies, problems } = await withDatabase(({ db }) => checkLedger(db));
  for (const { currency, debitMinor, creditMinor, entries } of currencies) {
    const [debit, credit] = [debitMinor, creditMinor].map((minor) => inUnits(minor, currency));
    process.stdout.write(`${currency}  debit ${debit}  credit ${credit}  entries ${entries}\n`);
  }
  for (const each of problems) process.stderr.write(`${each}\n`);
  const verdict =
    problems.length === 0 ? 'The ledger adds up.' : `The ledger does not add up: ${problems.length} problems.`;
  process.stdout.write(`${verdict}\n`);
  return problems.length === 0 ? 0 : 1;
}

function inUnits(amountMinor: bigint, currency: string): string {
  if (!isCurrency(currency)) return `${amountMinor} (minor units)`;
  return toDecimalString(money(currency, amountMinor));
}
