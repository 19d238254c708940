import { assert } from '@betalt/core/shared/assert.ts';
import type { Wiring } from '@betalt/server/app/wired.ts';
import { readConfig } from '@betalt/server/config/config.ts';
import { silentLog } from '@betalt/server/telemetry/log.ts';
import { wire } from '@betalt/server/wiring.ts';
import type { ChaosOptions } from './options.ts';
import { play } from './play.ts';
import { populate } from './population/population.ts';
import { settle } from './settle.ts';
import { environmentOf, WEBHOOK_SECRET } from './stage/processes.ts';
import { type Stage, setStage } from './stage/stage.ts';
import { type ChaosReport, judge } from './verdict/judge.ts';

/**
 * People pay while everything that they pay through is killed and lied to; then days go by, and the gateway's store, the ledger and
 * what people were told are compared.
 *
 * @param say gets a line at each step
 * @throws Error when the stage cannot be set, or the witness is silent at the end
 */
export async function runChaos(options: ChaosOptions, say: (line: string) => void): Promise<ChaosReport> {
  const since = performance.now();
  say('starting PostgreSQL, the sandbox, two APIs and two workers');
  const stage = await setStage(options);
  const leave = (): void => void stage.close().finally(() => process.exit(INTERRUPTED));
  for (const signal of SIGNALS) process.once(signal, leave);
  const wiring = wiringOf(stage);
  try {
    say('signing people up, giving them cards and invoices');
    const population = await populate(wiring, stage.sandboxUrl, options);
    const played = await play(stage, options, population, say);
    say('days go by until nothing is open');
    const openAfterwards = await settle(stage, wiring.database);
    say('comparing the witness, the ledger and what payers were told');
    const verdict = await judge(stage, options, played, wiring.database);
    return { ...verdict, openAfterwards, seconds: (performance.now() - since) / 1000 };
  } finally {
    for (const signal of SIGNALS) process.off(signal, leave);
    await wiring.close();
    await stage.close();
  }
}

/** Who is tired of waiting leaves no process and no folder behind. */
const SIGNALS = ['SIGINT', 'SIGTERM'] as const;
const INTERRUPTED = 130;

/** The run's own way into the database, for what is there before anybody pays and what is looked at afterwards. */
function wiringOf({ place }: Stage): Wiring {
  // With all the time that Betalt gives a gateway unless it is told otherwise: nothing is to fail before it begins.
  const config = readConfig({ ...environmentOf(place), BETALT_GATEWAY_TIMEOUT_MS: '' });
  assert(config.ok, 'the run says what Betalt takes');
  return wire(config.value, {
    databaseUrl: place.databaseUrl,
    sessionSecret: config.value.sessionSecret ?? '',
    webhookSecret: WEBHOOK_SECRET,
    log: silentLog(),
  });
}
