import type { DatabaseHandle } from '@betalt/server/db/database.ts';
import type { Count } from '../count.ts';
import type { ChaosOptions } from '../options.ts';
import type { Played } from '../play.ts';
import type { Stage } from '../stage/stage.ts';
import { type Check, checkMoney } from './checks.ts';
import { gather } from './evidence.ts';
import { checkLedgerByCommand } from './ledger-command.ts';
import { checkRows } from './row-checks.ts';
import { type Sums, sumUp } from './sums.ts';

export interface ChaosReport {
  readonly seed: string;
  readonly seconds: number;
  readonly payments: number;
  /** By how they ended. */
  readonly outcomes: Readonly<Record<string, number>>;
  /** False: this Betalt does not take several invoices in one payment yet, and none were asked for. */
  readonly severalInvoices: boolean;
  readonly kills: Count;
  /** Processes that ended without being killed, by name. */
  readonly ownEnds: Readonly<Record<string, number>>;
  readonly faults: Count;
  readonly webhooks: Count;
  readonly answers: Count;
  readonly manners: Count;
  /** Payments and events that were open when the last payer had left. */
  readonly openAfterwards: number;
  readonly sums: readonly Sums[];
  readonly checks: readonly Check[];
}

export type Verdict = Omit<ChaosReport, 'seconds' | 'openAfterwards'>;

/** @throws Error when the witness does not answer */
export async function judge(
  stage: Stage,
  options: ChaosOptions,
  played: Played,
  database: DatabaseHandle,
): Promise<Verdict> {
  const { testimony, kills, faults, manners, mayBeSeveral } = played;
  const evidence = await gather(stage.sandboxUrl, testimony.statements, database);
  const sums = await sumUp(evidence);
  const processes = [...stage.apis, ...stage.workers, stage.sandbox];
  const ownEnds = processes.filter((each) => each.ownEnds() > 0).map((each) => [each.name, each.ownEnds()] as const);
  const outcomes = Map.groupBy(evidence.payments.values(), ({ outcome }) => outcome);
  return {
    seed: options.seed,
    payments: evidence.payments.size,
    outcomes: Object.fromEntries([...outcomes].map(([outcome, each]) => [outcome, each.length])),
    severalInvoices: mayBeSeveral,
    kills,
    ownEnds: Object.fromEntries(ownEnds),
    faults,
    webhooks: stage.webhooks,
    answers: testimony.answers,
    manners,
    sums,
    checks: [
      ...checkMoney(evidence, sums),
      ...(await checkRows(evidence)),
      await checkLedgerByCommand(stage.place),
      ...checkRun(options, evidence.payments.size, kills.total),
      {
        sentence: 'no process ended but those that were killed',
        wrong: ownEnds.map(([name, times]) => `${name}: ${times} times`),
      },
      { sentence: 'no webhook that is forged or stale was taken', wrong: stage.router.accepted },
    ],
  };
}

/** A run in which less happened than was asked for proves less than it says. */
function checkRun({ payments, kills }: ChaosOptions, made: number, killed: number): Check[] {
  return [
    { sentence: `at least ${payments} payments were made`, wrong: made < payments ? [`only ${made} were made`] : [] },
    {
      sentence: `at least ${kills} processes were killed`,
      wrong: killed < kills ? [`only ${killed} were killed`] : [],
    },
  ];
}
