import { expect, it } from 'vitest';
import { runChaos } from '../src/chaos/chaos.ts';

const LONGEST_MS = 600_000;

it(
  'two hundred payments survive eight kills, a gateway that lies and a database that drops connections',
  async () => {
    const options = { seed: 'short', payments: 200, payers: 16, kills: 8, json: false, logDir: null };
    const { checks, kills, payments } = await runChaos(options, () => undefined);
    expect(checks.filter(({ wrong }) => wrong.length > 0)).toEqual([]);
    // Each kind of process was among those that were killed.
    expect(Object.keys(kills.toJSON())).toEqual(expect.arrayContaining(['api-1', 'api-2', 'sandbox', 'postgres']));
    expect(payments).toBeGreaterThanOrEqual(200);
  },
  LONGEST_MS,
);
