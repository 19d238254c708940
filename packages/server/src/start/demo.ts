import type { Language } from '@betalt/contract/portal/session.ts';
import type { Wiring } from '../app/wired.ts';
import { DEMO_PEOPLE } from '../demo/demo-people.ts';
import { sandboxOrigin } from '../http/middleware/security-headers.ts';

export interface DemoSignIn {
  readonly email: string;
  readonly name: string;
  readonly roleDescription: string;
}

/** Fills an empty database in demo mode. @returns who may sign in with the demo's password; nobody outside demo mode. */
export async function openDemo(wiring: Wiring): Promise<readonly DemoSignIn[]> {
  const { demo, gateway } = wiring.config;
  if (!demo || gateway.kind !== 'sandbox') return [];
  // Only a first start needs them, and they are not small.
  const [{ seedDemo }, { sandboxTestCards }] = await Promise.all([
    import('../demo/seed-demo.ts'),
    import('../demo/sandbox-test-cards.ts'),
  ]);
  const testCards = sandboxTestCards({ secretKey: gateway.secretKey, baseUrl: sandboxOrigin(gateway) });
  await seedDemo({ ...wiring, testCards });
  return demoSignIns(wiring, 'en-US');
}

/** Those of the demo who are in the database, which may hold other people's data. */
export async function demoSignIns({ database }: Pick<Wiring, 'database'>, language: Language): Promise<DemoSignIn[]> {
  const ids = DEMO_PEOPLE.map(({ userId }) => userId);
  const rows = await database.db.selectFrom('app_user').select('user_id').where('user_id', 'in', ids).execute();
  const there = new Set(rows.map(({ user_id }) => user_id));
  return DEMO_PEOPLE.filter(({ userId }) => there.has(userId)).map(({ email, name }) => ({
    email,
    name,
    roleDescription: DESCRIPTIONS[language][email] ?? '',
  }));
}

const DESCRIPTIONS: Readonly<Record<Language, Readonly<Record<string, string>>>> = {
  'en-US': {
    'owner@fjord.example': 'Billing account owner',
    'contributor@fjord.example': 'Billing account contributor',
    'invoices@fjord.example': 'Invoice manager of the NOK profile',
    'reader@fjord.example': 'Billing account reader',
    'owner@kanso.example': 'Billing account owner of the JPY customer',
    'finance@vendor.example': 'Issuer finance, staff of the vendor',
  },
  'nb-NO': {
    'owner@fjord.example': 'Eier av faktureringskonto',
    'contributor@fjord.example': 'Bidragsyter for faktureringskonto',
    'invoices@fjord.example': 'Fakturabehandler for NOK-profilen',
    'reader@fjord.example': 'Leser av faktureringskonto',
    'owner@kanso.example': 'Eier av faktureringskontoen i JPY',
    'finance@vendor.example': 'Økonomi hos leverandøren',
  },
};
