import { setTimeout as sleep } from 'node:timers/promises';
import type { Count } from '../count.ts';
import type { Dice } from '../dice.ts';
import type { Pace } from '../payers/pace.ts';
import type { Killable } from '../stage/killable.ts';
import type { Stage } from '../stage/stage.ts';

/** How often each is the one that is killed; the databases come back slower than processes do, so they are fewer. */
const WEIGHTS = { api: 48, worker: 30, 'both APIs': 5, 'API and worker': 7, sandbox: 5, postgres: 6 };
type Death = keyof typeof WEIGHTS;
/** However short a run is, each kind comes first once. */
const EACH_ONCE: readonly Death[] = ['api', 'api', 'worker', 'both APIs', 'sandbox', 'postgres'];
const NOT_WAITED_FOR = 0.3;

/** Kills by the pace of the payments until as many have been killed as were asked for. Resolves when all are up again. */
export async function killAll(stage: Stage, kills: number, pace: Pace, dice: Dice, killed: Count): Promise<void> {
  const first = dice.shuffled(EACH_ONCE);
  const comingBack: Promise<void>[] = [];
  for (let done = 0; done < kills; ) {
    await pace.untilKill(done, 0.1 + dice.below(80) / 100);
    // Anywhere in what they are doing, and not only just after an answer.
    await sleep(dice.below(60));
    const victims = victimsOf(first.shift() ?? dice.weighed(WEIGHTS), stage, dice).slice(0, kills - done);
    done += victims.length;
    for (const { name } of victims) killed.add(name);
    const back = Promise.all(victims.map((victim) => victim.kill())).then(() => undefined);
    comingBack.push(back);
    if (!dice.happens(NOT_WAITED_FOR)) await back;
    for (const _ of victims) pace.killed();
  }
  await Promise.all(comingBack);
}

function victimsOf(death: Death, { apis, workers, sandbox, postgres }: Stage, dice: Dice): Killable[] {
  switch (death) {
    case 'api':
      return [dice.oneOf(apis)];
    case 'worker':
      return [dice.oneOf(workers)];
    case 'both APIs':
      return [...apis];
    case 'API and worker':
      return [dice.oneOf(apis), dice.oneOf(workers)];
    case 'sandbox':
      return [sandbox];
    case 'postgres':
      return [postgres];
  }
}
