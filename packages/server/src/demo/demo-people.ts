import type { IssuerRole, Role } from '@betalt/core/access/roles.ts';
import { demoId } from './demo-id.ts';

/** The password of everybody in the demo, shown on the sign-in page in demo mode. */
export const DEMO_PASSWORD = 'betalt-demo-only';

export interface DemoPerson {
  readonly userId: string;
  readonly name: string;
  readonly email: string;
}

export interface DemoAssignment {
  readonly email: string;
  readonly role: Role;
  /** The profile that the role is held on; absent: the account. */
  readonly profile?: string;
}

export const DEMO_PEOPLE: readonly DemoPerson[] = [
  ['Astrid Berg', 'owner@fjord.example'],
  ['Henrik Dahl', 'contributor@fjord.example'],
  ['Sunniva Lie', 'invoices@fjord.example'],
  ['Jonas Moe', 'reader@fjord.example'],
  ['Haruto Sato', 'owner@kanso.example'],
  ['Nora Vik', 'finance@vendor.example'],
].map(([name = '', email = '']) => ({ userId: demoId(`person ${email}`), name, email }));

export const DEMO_ISSUER_STAFF: readonly { readonly email: string; readonly role: IssuerRole }[] = [
  { email: 'finance@vendor.example', role: 'Issuer finance' },
];

/** @throws Error for an address that nobody of the demo has, a slip in the demo's own tables */
export function demoPerson(email: string): DemoPerson {
  const person = DEMO_PEOPLE.find((each) => each.email === email);
  if (person === undefined) throw new Error(`nobody of the demo has the address ${email}`);
  return person;
}
