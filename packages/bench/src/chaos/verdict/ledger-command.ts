import { execFile } from 'node:child_process';
import { BETALT, type BetaltPlace, environmentOf } from '../stage/processes.ts';
import type { Check } from './checks.ts';

/** `betalt ledger check`, as a host runs it. */
export function checkLedgerByCommand(place: BetaltPlace): Promise<Check> {
  const env = { PATH: process.env.PATH, ...environmentOf(place) };
  return new Promise((resolve) => {
    execFile(process.execPath, [BETALT, 'ledger', 'check'], { env }, (failure, stdout, stderr) => {
      const said = stderr.split('\n').filter((line) => line !== '');
      const wrong = failure === null ? [] : said.length > 0 ? said : [stdout || failure.message];
      resolve({ sentence: 'betalt ledger check says that the ledger adds up', wrong });
    });
  });
}
