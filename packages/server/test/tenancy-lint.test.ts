import { readdir, readFile } from 'node:fs/promises';
import { LEDGER_ACCOUNTS } from '@betalt/core/ledger/journal-entry.ts';
import { describe, expect, it } from 'vitest';
import { testDatabase } from './support/test-database.ts';

/**
 * The rules that let accounts be moved between servers (docs/domain/tenancy.md), asked of the schema as it is: each query
 * names what breaks its rule. An account's table is one that has billing_account_id.
 */
const RULES: Readonly<Record<string, string>> = {
  'every key and unique index of an account’s table begins inside the account': `
    select i.indexrelid::regclass::text as broken from pg_index i join tenant t on t.oid = i.indrelid
    where (i.indisunique or i.indisexclusion) and t.account_column <> all (i.indkey::int2[])`,
  'every account’s table has a primary key whose first column is the account': `
    select t.name as broken from tenant t left join pg_index i on i.indrelid = t.oid and i.indisprimary
    where i.indexrelid is null or i.indkey[0] <> t.account_column`,
  'billing_account_id is never null': `
    select t.name as broken from tenant t join pg_attribute a on a.attrelid = t.oid and a.attnum = t.account_column
    where not a.attnotnull`,
  'a foreign key between accounts’ tables pairs account with account': `
    select c.conname as broken from pg_constraint c
    join tenant t on t.oid = c.conrelid join tenant r on r.oid = c.confrelid
    where c.contype = 'f' and not exists (
      select 1 from generate_subscripts(c.conkey, 1) k
      where c.conkey[k] = t.account_column and c.confkey[k] = r.account_column)`,
  'no global table refers to an account’s': `
    select c.conname as broken from pg_constraint c join tenant r on r.oid = c.confrelid
    where c.contype = 'f' and c.conrelid not in (select oid from tenant)`,
  'no foreign key sets columns to null or to a default': `
    select c.conname as broken from pg_constraint c join tenant t on t.oid = c.conrelid
    where c.contype = 'f' and (c.confdeltype in ('n', 'd') or c.confupdtype in ('n', 'd'))`,
  'nothing is deferrable': `
    select c.conname as broken from pg_constraint c join tenant t on t.oid = c.conrelid where c.condeferrable`,
  'there are no triggers': `
    select g.tgname as broken from pg_trigger g join tenant t on t.oid = g.tgrelid where not g.tgisinternal`,
  'no id comes from a sequence': `
    select t.name || '.' || a.attname as broken from pg_attribute a join tenant t on t.oid = a.attrelid
    left join pg_attrdef d on d.adrelid = a.attrelid and d.adnum = a.attnum
    where a.attidentity <> '' or pg_get_expr(d.adbin, d.adrelid) ilike '%nextval(%'`,
  'every name leaves room for a shard’s suffix': `
    select n.name as broken from (
      select c.conname::text as name from pg_constraint c join tenant t on t.oid = c.conrelid
      union select i.indexrelid::regclass::text from pg_index i join tenant t on t.oid = i.indrelid) n
    where octet_length(n.name) > 54`,
};

const tenantsOf = (schema: string) => `with tenant as (
  select c.oid, c.relname::text as name, a.attnum as account_column from pg_class c
  join pg_attribute a on a.attrelid = c.oid and a.attname = 'billing_account_id' and not a.attisdropped
  where c.relkind in ('r', 'p') and c.relnamespace = ${schema})`;
const TENANT = tenantsOf(`'public'::regnamespace`);
const TEMPORARY_TENANT = tenantsOf('pg_my_temp_schema()');

const database = await testDatabase();

describe('the schema', () => {
  it.each(Object.entries(RULES))('keeps its rule: %s', async (_, query) => {
    expect((await database.pool.query(`${TENANT} ${query}`)).rows).toEqual([]);
  });

  // A rule that can find nothing proves nothing: each is tried on temporary tables that break it.
  it.each(Object.entries(RULES))('is caught when it breaks: %s', async (_, query) => {
    const client = await database.pool.connect();
    try {
      await client.query('begin');
      await client.query(BROKEN);
      expect((await client.query(`${TEMPORARY_TENANT} ${query}`)).rows).not.toEqual([]);
    } finally {
      await client.query('rollback');
      client.release();
    }
  });

  it('says of each table whose it is: account, global or local', async () => {
    const migrations = new URL('../migrations/', import.meta.url);
    const files = (await readdir(migrations)).filter((name) => name.endsWith('.sql'));
    const text = (await Promise.all(files.map((name) => readFile(new URL(name, migrations), 'utf8')))).join('\n');
    const declared = new Map(
      [...text.matchAll(/^-- (account|global|local): .*\n(?:--.*\n)*create table (\w+)/gm)].map(([, whose, name]) => [
        name,
        whose,
      ]),
    );
    const { rows } = await database.pool.query<{ name: string; is_account: boolean }>(
      `${TENANT} select c.relname::text as name, t.oid is not null as is_account from pg_class c left join tenant t using (oid)
       where c.relkind in ('r', 'p') and c.relnamespace = 'public'::regnamespace and c.relname not like 'kysely%'`,
    );
    expect(rows.length).toBeGreaterThan(20);
    for (const { name, is_account: isAccount } of rows) {
      expect([name, declared.get(name) === 'account']).toEqual([name, isAccount]);
      expect([name, declared.get(name)]).not.toEqual([name, undefined]);
    }
  });
});

describe('the ledger’s accounts', () => {
  it('are the same in the schema as in the core', async () => {
    const { rows } = await database.pool.query<{ names: string }>(
      `select pg_get_constraintdef(oid) as names from pg_constraint where conname = 'posting_ledger_account_ck'`,
    );
    const inSchema = [...(rows[0]?.names ?? '').matchAll(/'(\w+)'/g)].map(([, name]) => name);
    expect(inSchema.toSorted()).toEqual([...LEDGER_ACCOUNTS].toSorted());
  });

  it('cannot be changed or deleted by the role that Betalt runs as', async () => {
    for (const statement of [
      'update posting set amount_minor = 1',
      'delete from posting',
      'delete from journal_entry',
    ]) {
      await expect(database.pool.query(statement)).rejects.toThrow(/permission denied/);
    }
  });
});

const BROKEN = `
  create temporary table broken_parent (billing_account_id uuid not null, id uuid not null, primary key (billing_account_id, id));
  create temporary table broken_child (
    id bigserial primary key, billing_account_id uuid, parent_account_id uuid, parent_id uuid,
    a_name_that_leaves_no_room_for_the_suffix_of_a_shard_at_all uuid unique,
    constraint broken_fk foreign key (parent_account_id, parent_id) references broken_parent on delete set null deferrable);
  create temporary table broken_global (account_id uuid, parent_id uuid, foreign key (account_id, parent_id) references broken_parent);
  create function pg_temp.broken() returns trigger language plpgsql as 'begin return new; end';
  create trigger broken before insert on broken_child for each row execute function pg_temp.broken();`;
