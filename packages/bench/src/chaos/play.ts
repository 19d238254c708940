import { Count } from './count.ts';
import { diceOf } from './dice.ts';
import type { ChaosOptions } from './options.ts';
import { Desk } from './payers/desk.ts';
import { paceOf } from './payers/pace.ts';
import { type Counter, pay } from './payers/payer.ts';
import { send } from './payers/send.ts';
import { Testimony } from './payers/testimony.ts';
import type { Population } from './population/population.ts';
import type { Stage } from './stage/stage.ts';
import { dropConnections } from './trouble/connections.ts';
import { askForFaults } from './trouble/faults.ts';
import { killAll } from './trouble/kills.ts';

export interface Played {
  readonly testimony: Testimony;
  /** How payers behaved. */
  readonly manners: Count;
  readonly faults: Count;
  readonly kills: Count;
  /** Whether this Betalt takes several invoices in one payment. */
  readonly mayBeSeveral: boolean;
}

const SAY_EVERY_MS = 10_000;

/** All payers pay, and the killer kills, until there are as many payments and kills as were asked for. */
export async function play(
  stage: Stage,
  { seed, payments, kills }: ChaosOptions,
  { people, accounts }: Population,
  say: (line: string) => void,
): Promise<Played> {
  const [testimony, manners, faults, killed] = [new Testimony(), new Count(), new Count(), new Count()];
  const pace = paceOf(payments, kills, () => testimony.payments);
  const counter: Counter = {
    desk: new Desk(accounts),
    pace,
    testimony,
    manners,
    apiPorts: stage.apiPorts,
    sandboxUrl: stage.sandboxUrl,
    mayBeSeveral: await takesSeveral(stage, { people, accounts }),
    trouble: async (dice) => {
      await askForFaults(stage.sandboxUrl, dice, faults);
      await dropConnections(stage.superuserUrl, dice, faults);
    },
  };
  const ticker = setInterval(() => say(`${testimony.payments} payments, ${killed.total} kills`), SAY_EVERY_MS);
  const killing = killAll(stage, kills, pace, diceOf(`${seed} kills`), killed);
  try {
    await Promise.all(people.map((person, index) => pay(counter, person, diceOf(`${seed} payer ${index + 1}`))));
    pace.end();
    await killing;
  } finally {
    clearInterval(ticker);
  }
  return { testimony, manners, faults, kills: killed, mayBeSeveral: counter.mayBeSeveral };
}

/** Asked with nothing in it, an operation that is there refuses the body, and one that is not there is not found. */
async function takesSeveral({ apiPorts }: Stage, { people, accounts }: Population): Promise<boolean> {
  const path = `/providers/Microsoft.Billing/billingAccounts/${accounts[0]?.name}/payInvoices?api-version=2026-11-01-betalt`;
  const reply = await send({ port: apiPorts[0] ?? 0, method: 'POST', path, token: people[0]?.token, body: {} });
  return reply !== null && reply.status !== 404 && reply.status !== 405;
}
