import { readFileSync } from 'node:fs';
import { ACTIONS, type Action, PERMISSIONS } from '@betalt/core/access/permissions.ts';
import { isRole, ROLES, type Role } from '@betalt/core/access/roles.ts';
import { describe, expect, it } from 'vitest';

const LEVELS = ['billingAccount', 'billingProfile', 'invoiceSection'] as const;

describe('the matrix of docs/domain/access.md', () => {
  it('says of every action and role what the code says, at the level of the action', () => {
    expect(documentedCells()).toEqual(cellsOfTheCode());
  });
});

/** One line a cell: `invoice.pay · Invoice manager · yes`, in a fixed order. A role below the action's level has no cell: never. */
function cellsOfTheCode(): string[] {
  const actions = Object.entries(ACTIONS) as [Action, (typeof LEVELS)[number]][];
  const cells = actions.flatMap(([action, level]) =>
    (Object.keys(ROLES) as Role[]).flatMap((role) => {
      const mayDoIt = PERMISSIONS[role].has(action);
      const hasColumn = LEVELS.indexOf(ROLES[role].level) <= LEVELS.indexOf(level);
      return hasColumn || mayDoIt ? [cell(action, role, mayDoIt ? 'yes' : 'no')] : [];
    }),
  );
  return cells.toSorted();
}

function documentedCells(): string[] {
  const page = readFileSync(new URL('../../../../docs/domain/access.md', import.meta.url), 'utf8');
  const rows = page.split('\n').map((line) => line.split('|').map((each) => each.trim()));
  let roles: readonly string[] = [];
  const cells: string[] = [];
  for (const [, first = '', , ...others] of rows) {
    if (first === 'action') roles = others.filter(isRole);
    const action = /^`([a-zA-Z.]+)`$/.exec(first)?.[1];
    if (action !== undefined) cells.push(...roles.map((role, index) => cell(action, role, others[index] ?? '')));
  }
  return cells.toSorted();
}

function cell(action: string, role: string, answer: string): string {
  return `${action} · ${role} · ${answer}`;
}
