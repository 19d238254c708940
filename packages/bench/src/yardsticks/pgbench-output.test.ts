import { expect, test } from 'vitest';
import { parsePgbenchLog, parsePgbenchOutput } from './pgbench-output.ts';

const PRINTED = `pgbench (15.18 (Debian 15.18-0+deb12u1), server 18.4)
transaction type: list.sql
scaling factor: 1
query mode: prepared
number of clients: 32
number of threads: 2
maximum number of tries: 1
duration: 5 s
number of transactions actually processed: 61234
number of failed transactions: 0 (0.000%)
latency average = 2.612 ms
initial connection time = 41.223 ms
tps = 12249.517883 (without initial connection time)
`;

test('the figures of a run are read from what pgbench prints', () => {
  expect(parsePgbenchOutput(PRINTED)).toEqual({ transactions: 61_234, perSecond: 12_249.517883, averageMs: 2.612 });
});

test('a run with failed transactions is no figure', () => {
  expect(() =>
    parsePgbenchOutput(PRINTED.replace('failed transactions: 0 (0.000%)', 'failed transactions: 7 (0.011%)')),
  ).toThrow('7 failed transactions');
});

test('a run that was cut short is no figure', () => {
  expect(() => parsePgbenchOutput(PRINTED.slice(0, PRINTED.indexOf('tps')))).toThrow('tps');
});

test('latencies are read from the transaction log in milliseconds', () => {
  expect(parsePgbenchLog('0 1 1250 0 1700000000 123456\n0 2 980 0 1700000000 124500\n')).toEqual([1.25, 0.98]);
});

test('a line that is none of the transaction log is refused', () => {
  expect(() => parsePgbenchLog('pgbench: error: no\n')).toThrow('not a line');
});
