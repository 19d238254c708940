import type { Actor } from '@betalt/core/access/may.ts';
import { afterEach, describe, expect, it } from 'vitest';
import { importInvoices } from '../../src/app/invoices/import-invoices.ts';
import { checkLedger } from '../../src/app/ledger/check-ledger.ts';
import { FJORD } from '../../src/demo/demo-customers.ts';
import { DEMO_PASSWORD } from '../../src/demo/demo-people.ts';
import { sandboxTestCards } from '../../src/demo/sandbox-test-cards.ts';
import { seedDemo } from '../../src/demo/seed-demo.ts';
import type { PaymentGateway } from '../../src/gateways/gateway.ts';
import { verifyPassword } from '../../src/identity/password.ts';
import { testDatabase } from '../support/test-database.ts';
import { testSandbox } from '../support/test-sandbox.ts';

const database = await testDatabase();
const sandbox = await testSandbox();
const dependencies = {
  database,
  gateway: sandbox.gateway,
  testCards: sandboxTestCards({ secretKey: 'sk_test_betalt', baseUrl: sandbox.url }),
  clock: () => new Date(),
};
const startedAt = performance.now();
const isSeeded = await seedDemo(dependencies);
const tookMs = performance.now() - startedAt;

afterEach(async () => {
  expect((await checkLedger(database.db)).problems).toEqual([]);
});

describe('the demo', () => {
  it('is there within six seconds', () => {
    expect(isSeeded).toBe(true);
    expect(tookMs).toBeLessThan(6000);
  });

  it('has paid at the sandbox what it shows as paid, to the minor unit', async () => {
    const captured: Record<string, bigint> = {};
    for await (const intent of sandbox.witness.paymentIntents.list({ limit: 100 })) {
      if (intent.status !== 'succeeded') continue;
      const currency = intent.currency.toUpperCase();
      captured[currency] = (captured[currency] ?? 0n) + BigInt(intent.amount_received);
    }
    const { rows } = await database.pool.query<{ currency: string; minor: bigint }>(
      `select p.currency, sum(p.amount_minor)::bigint as minor from posting p join journal_entry e using (billing_account_id, journal_entry_id)
       where p.ledger_account = 'gateway_clearing' and e.kind = 'card_settled' group by 1`,
    );
    expect(Object.fromEntries(rows.map(({ currency, minor }) => [currency, minor]))).toEqual(captured);
    expect(Object.keys(captured).toSorted()).toEqual(['JPY', 'NOK', 'USD']);
  });

  it('shows invoices in every state', async () => {
    const { rows } = await database.pool.query<Record<string, bigint>>(
      `select count(*) as invoices, count(*) filter (where amount_due_minor = 0 and voided_at is null) as paid,
         count(*) filter (where amount_due_minor > 0 and due_on >= current_date) as due,
         count(*) filter (where amount_due_minor > 0 and due_on < current_date) as overdue,
         count(*) filter (where voided_at is not null) as void, count(*) filter (where disputed_at is not null) as disputed,
         count(*) filter (where amount_due_minor between 1 and total_minor - 1) as part_paid,
         count(*) filter (where failed_payments <> '[]') as declined, count(*) filter (where total_minor = 0) as nothing,
         count(*) filter (where live_payment_id is not null) as live
       from invoice where billing_account_id = $1`,
      [FJORD.billingAccountId],
    );
    const counts = Object.fromEntries(Object.entries(rows[0] ?? {}).map(([name, count]) => [name, Number(count)]));
    expect(counts).toMatchObject({ void: 2, disputed: 1, part_paid: 2, declined: 1, nothing: 1, live: 0 });
    expect(counts['paid']).toBeGreaterThan(40);
    expect(counts['due']).toBeGreaterThanOrEqual(3);
    expect(counts['overdue']).toBeGreaterThanOrEqual(4);
  });

  it('has one person in each role, all with the password of the sign-in page', async () => {
    const people = await database.db
      .selectFrom('app_user as u')
      .innerJoin('user_credential as c', 'c.user_id', 'u.user_id')
      .leftJoin('role_assignment as r', 'r.user_id', 'u.user_id')
      .leftJoin('issuer_role_assignment as i', 'i.user_id', 'u.user_id')
      .select(['u.email', 'r.role', 'i.role as issuerRole', 'r.billing_profile_id', 'c.password'])
      .orderBy('u.email')
      .execute();
    expect(people.map(({ email, role, issuerRole }) => `${email} ${role ?? issuerRole}`)).toEqual([
      'contributor@fjord.example Billing account contributor',
      'finance@vendor.example Issuer finance',
      'invoices@fjord.example Invoice manager',
      'owner@fjord.example Billing account owner',
      'owner@kanso.example Billing account owner',
      'reader@fjord.example Billing account reader',
    ]);
    expect(people[2]?.billing_profile_id).toBe(FJORD.profiles[0]?.billingProfileId);
    expect(await verifyPassword(DEMO_PASSWORD, people[0]?.password ?? null)).toBe(true);
  });

  it('has a saved card of each kind: default, other, expired, declining, authenticating', async () => {
    const cards = await database.db
      .selectFrom('payment_method as m')
      .innerJoin('app_user as u', 'u.user_id', 'm.user_id')
      .leftJoin('billing_profile as p', 'p.default_payment_method_id', 'm.payment_method_id')
      .select(['u.email', 'm.last_four', 'm.brand', 'p.display_name', 'm.expires_year', 'm.expires_month'])
      .orderBy('u.email')
      .orderBy('m.last_four')
      .execute();
    expect(cards.map((card) => `${card.email} ${card.brand} ${card.last_four} ${card.display_name ?? ''}`)).toEqual([
      'contributor@fjord.example visa 0007 ',
      'owner@fjord.example visa 0341 ',
      'owner@fjord.example visa 3184 ',
      'owner@fjord.example visa 4242 Fjord Labs Norge',
      'owner@fjord.example mastercard 4444 ',
      'owner@fjord.example visa 5556 ',
      'owner@kanso.example visa 0003 Kanso',
    ]);
    const { expires_year: year, expires_month: month } = cards[5] ?? {};
    expect(Date.UTC(year ?? 9999, month ?? 12, 1)).toBeLessThan(Date.now());
  });

  it('has an original of each invoice, which lists name and which says the same when it is imported again', async () => {
    const { rows } = await database.pool.query<Original>(ORIGINALS);
    expect(rows.length).toBeGreaterThan(70);
    for (const { name, kind, documents } of rows) {
      const shown = { name: 'original', kind, fileName: `${name}.json`, mediaType: 'application/json' };
      expect(documents).toEqual([shown]);
    }
    const parts = { db: database.db, clock: () => new Date(), onCommitted: () => undefined };
    for (const { profile, billing_account_id: billingAccountId, files } of byProfile(rows)) {
      const request = { billingAccountId, billingProfileName: profile, files };
      const report = await importInvoices(parts, VENDOR, request);
      expect(report.ok && new Set(report.value.files.map(({ outcome }) => outcome))).toEqual(new Set(['unchanged']));
    }
  });

  it('is made once, and goes on where it was stopped', async () => {
    expect(await seedDemo(dependencies)).toBe(false);
    const before = await rowCounts(database);
    await database.pool.query("delete from activity_log where action = 'demo.seed'");
    expect(await seedDemo(dependencies)).toBe(true);
    expect(await rowCounts(database)).toEqual(before);
  });

  it('stopped anywhere, it becomes the same demo at the next start, and nothing is paid twice', async () => {
    const other = await testDatabase();
    const { gateway, url, witness } = await testSandbox();
    const testCards = sandboxTestCards({ secretKey: 'sk_test_betalt', baseUrl: url });
    const parts = { ...dependencies, database: other, gateway, testCards };
    for (const charges of [0, 1, 25]) {
      const dying = { ...parts, gateway: dyingAfter(charges, gateway) };
      await expect(seedDemo(dying)).rejects.toThrow('killed between charging and applying');
    }
    expect(await seedDemo(parts)).toBe(true);

    expect((await checkLedger(other.db)).problems).toEqual([]);
    expect(await rowCounts(other, ['invoice', 'posting'])).toEqual(await rowCounts(database, ['invoice', 'posting']));
    const charged = await witness.paymentIntents.list({ limit: 100 }).autoPagingToArray({ limit: 1000 });
    const succeeded = charged.filter(({ status }) => status === 'succeeded').length;
    const { rows } = await other.pool.query<{ paid: bigint; live: bigint }>(
      `select (select count(*) from payment where outcome = 'succeeded' and method_family = 'CreditCard') as paid,
         (select count(*) from invoice where live_payment_id is not null) as live`,
    );
    expect(rows).toEqual([{ paid: BigInt(succeeded), live: 0n }]);
  });

  it('is not put into a database that somebody uses', async () => {
    const other = await testDatabase();
    await other.pool.query(
      `insert into app_user (user_id, name, email, created_at, updated_at)
       values (gen_random_uuid(), 'Somebody', 'somebody@else.example', now(), now())`,
    );
    expect(await seedDemo({ ...dependencies, database: other })).toBe(false);
    expect((await other.pool.query('select 1 from app_user')).rowCount).toBe(1);
  });
});

const VENDOR: Actor = {
  userId: '00000000-0000-0000-0000-000000000000',
  name: 'Nora Vik',
  roles: [],
  issuerRoles: ['Issuer finance'],
};

interface Original {
  readonly kind: string;
  readonly name: string;
  readonly profile: string;
  readonly billing_account_id: string;
  readonly documents: unknown;
  readonly content: Buffer;
}

const ORIGINALS = `select i.name, i.document_type as kind, p.name as profile, i.billing_account_id, i.documents, d.content
  from invoice i join billing_profile p using (billing_account_id, billing_profile_id)
  left join document d using (billing_account_id, invoice_id)`;

function byProfile(rows: readonly Original[]) {
  const groups = Map.groupBy(rows, ({ profile }) => profile);
  return [...groups].flatMap(([profile, [first, ...others]]) => {
    const all = first === undefined ? [] : [first, ...others];
    const files = all.map(({ name, content }) => ({ fileName: `${name}.json`, bytes: content }));
    return all.slice(0, 1).map(({ billing_account_id }) => ({ profile, billing_account_id, files }));
  });
}

const TABLES = ['invoice', 'payment', 'payment_method', 'role_assignment', 'journal_entry', 'posting', 'activity_log'];

async function rowCounts({ pool }: { pool: typeof database.pool }, tables = TABLES): Promise<unknown> {
  const counted = tables.map((table) => `select '${table}' as "table", count(*) from ${table}`).join(' union all ');
  return (await pool.query(`${counted} order by 1`)).rows;
}

/** A gateway that charges, and then takes the process with it, once it has charged so often. */
function dyingAfter(charges: number, gateway: PaymentGateway): PaymentGateway {
  let left = charges;
  return {
    ...gateway,
    charge: async (order) => {
      const result = await gateway.charge(order);
      left -= 1;
      if (left < 0) throw new Error('killed between charging and applying');
      return result;
    },
  };
}
