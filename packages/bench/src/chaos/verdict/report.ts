import { machineLine } from '../../report/machine.ts';
import { type ChaosCurrency, CURRENCIES } from '../population/currencies.ts';
import type { ChaosReport } from './judge.ts';
import type { Sums } from './sums.ts';

const SHOWN = 10;

/** The report for a reader; the last line is `N passed, M failed`. */
export function textOf(report: ChaosReport): string {
  const { seed, seconds, payments, outcomes, kills, ownEnds, faults, webhooks, answers, manners, checks } = report;
  const failed = checks.filter(({ wrong }) => wrong.length > 0).length;
  return [
    `seed ${seed}, ${payments} payments in ${seconds.toFixed(0)} s, ${machineLine()}`,
    '',
    ...sumTable(report.sums),
    '',
    listed('payments', outcomes),
    listed(`kills (${kills.total})`, kills.toJSON()),
    listed('ended by themselves', ownEnds),
    listed('faults asked for', faults.toJSON()),
    listed('webhooks', webhooks.toJSON()),
    listed('answers', answers.toJSON()),
    listed('payers', manners.toJSON()),
    `several invoices in one payment: ${report.severalInvoices ? 'yes' : 'not offered by this version'}`,
    `open when the last payer had left: ${report.openAfterwards}`,
    '',
    ...checks.flatMap(({ sentence, wrong }) => [
      `${wrong.length === 0 ? 'ok    ' : 'FAILED'} ${sentence}`,
      ...wrong.slice(0, SHOWN).map((each) => `       - ${each}`),
      ...(wrong.length > SHOWN ? [`       … and ${wrong.length - SHOWN} more`] : []),
    ]),
    '',
    `${checks.length - failed} passed, ${failed} failed`,
  ].join('\n');
}

/** The same for a program; amounts are texts of minor units. */
export function jsonOf(report: ChaosReport): string {
  const text = (_key: string, value: unknown): unknown => (typeof value === 'bigint' ? value.toString() : value);
  return JSON.stringify({ machine: machineLine(), ...report }, text, 2);
}

function sumTable(sums: readonly Sums[]): string[] {
  const head = [
    'currency',
    'payments',
    'captured at the witness',
    'settled in the ledger',
    'on invoices',
    'on account',
  ];
  const rows = sums.map(({ currency, payments, ...money }) => [
    currency,
    String(payments),
    ...[money.capturedMinor, money.settledMinor, money.allocatedMinor, money.onAccountMinor].map((minor) =>
      units(minor, currency),
    ),
  ]);
  const widths = head.map((_, column) => Math.max(...[head, ...rows].map((cells) => cells[column]?.length ?? 0)));
  return [head, widths.map((width) => '-'.repeat(width)), ...rows].map(
    (cells) => `| ${cells.map((cell, column) => cell.padStart(widths[column] ?? 0)).join(' | ')} |`,
  );
}

function units(minor: bigint, currency: ChaosCurrency): string {
  const { decimals } = CURRENCIES[currency];
  if (decimals === 0) return minor.toString();
  const digits = minor.toString().padStart(decimals + 1, '0');
  return `${digits.slice(0, -decimals)}.${digits.slice(-decimals)}`;
}

function listed(what: string, counts: Readonly<Record<string, number>>): string {
  const parts = Object.entries(counts)
    .filter(([, count]) => count > 0)
    .map(([name, count]) => `${name} ${count}`);
  return `${what}: ${parts.length === 0 ? 'none' : parts.join(', ')}`;
}
