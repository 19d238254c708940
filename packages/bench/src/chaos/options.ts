import { parseArgs } from 'node:util';

export interface ChaosOptions {
  /** Every choice of the run follows from it; which of two processes is faster does not. */
  readonly seed: string;
  /** The run goes on until so many payments have been recorded. */
  readonly payments: number;
  /** People who pay at the same time. */
  readonly payers: number;
  /** SIGKILLs, spread over the payments. */
  readonly kills: number;
  readonly json: boolean;
  /** Where what the processes wrote is kept; null: nowhere. */
  readonly logDir: string | null;
}

export const USAGE = `npm run chaos -- [options]

  --seed WORD     what the choices of the run follow from (1)
  --payments N    payments to be made (2000)
  --payers N      people who pay at the same time (16)
  --kills N       processes killed with SIGKILL meanwhile (60)
  --json          the figures as JSON
  --logs DIR      keep what each process wrote in DIR
`;

/** @throws TypeError with a sentence for the user */
export function readOptions(args: readonly string[]): ChaosOptions {
  const { values } = parseArgs({
    args: [...args],
    options: {
      seed: { type: 'string', default: '1' },
      payments: { type: 'string', default: '2000' },
      payers: { type: 'string', default: '16' },
      kills: { type: 'string', default: '60' },
      json: { type: 'boolean', default: false },
      logs: { type: 'string' },
    },
  });
  return {
    seed: values.seed,
    payments: atLeast('--payments', values.payments, 1),
    payers: atLeast('--payers', values.payers, 1),
    kills: atLeast('--kills', values.kills, 0),
    json: values.json,
    logDir: values.logs ?? null,
  };
}

function atLeast(option: string, text: string, least: number): number {
  const number = Number(text.replaceAll(/[,_]/g, ''));
  if (Number.isInteger(number) && number >= least) return number;
  throw new TypeError(`${option} is "${text}": a whole number from ${least} is needed`);
}
