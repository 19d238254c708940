import { describe, expect, it } from 'vitest';
import { signUp } from '../../src/app/accounts/sign-up.ts';
import { betalt } from '../support/betalt-process.ts';
import { anAccount, aPerson, PASSWORD } from '../support/people.ts';
import { testServer } from '../support/test-server.ts';

const { wiring, database } = await testServer();
const environment = {
  PATH: process.env.PATH ?? '',
  DATABASE_URL: database.url,
  BETALT_PUBLIC_URL: 'https://billing.vendor.example',
};
const run = (...args: string[]) => betalt(environment, ...args);

describe('betalt invite', () => {
  it('prints a link for one address that works once, and keeps only a hash of its code', async () => {
    const email = 'kari@customer.example';
    const printed = await run('invite', email, '--days', '3');
    expect(printed).toMatchObject({ code: 0 });
    const [, code = ''] =
      /^https:\/\/billing\.vendor\.example\/sign-up\?invitation=([\w-]{32})\n$/.exec(printed.stdout) ?? [];
    expect(code).not.toBe('');
    expect(printed.stderr).toContain(`for ${email} only`);
    const kept = await database.pool.query(
      'select code_hash, email, expires_at - created_at as works from sign_up_invitation',
    );
    expect(kept.rows).toMatchObject([{ email, works: { days: 3 } }]);
    expect(JSON.stringify(kept.rows)).not.toContain(code);

    const person = { name: 'Kari', password: PASSWORD, invitation: code };
    expect(await signUp(wiring, 'invitation', { ...person, email: 'eve@else.example' })).toMatchObject({ ok: false });
    expect(await signUp(wiring, 'invitation', { ...person, email })).toMatchObject({ ok: true });
    expect(await signUp(wiring, 'invitation', { ...person, email })).toMatchObject({ ok: false });
    expect(await run('invite', email)).toMatchObject({
      code: 1,
      stderr: expect.stringContaining(`already a person with the address ${email}`),
    });
  });

  it('says what makes no sense', async () => {
    expect(await run('invite', '--days', '0')).toMatchObject({ code: 2, stdout: '' });
    expect(await run('invite', 'kari')).toMatchObject({ code: 2, stdout: '' });
    const closed = await betalt({ ...environment, BETALT_SIGN_UP: 'closed' }, 'invite');
    expect(closed).toMatchObject({ code: 1, stdout: '', stderr: expect.stringContaining('BETALT_SIGN_UP=invitation') });
  });
});

describe('betalt staff', () => {
  it('makes and unmakes staff of the issuer', async () => {
    const { email } = await aPerson(wiring, { name: 'Nora Vendor' });
    expect(await run('staff', 'add', email.toUpperCase(), '--role', 'issuer finance')).toMatchObject({
      code: 0,
      stdout: `Nora Vendor <${email}> is now Issuer finance.\n`,
    });
    expect((await run('staff', 'list')).stdout).toBe(`${email}  Issuer finance  Nora Vendor\n`);
    expect(await run('staff', 'remove', email)).toMatchObject({ code: 0 });
    expect(await run('staff', 'list')).toMatchObject({ code: 0, stdout: '' });
    expect(await run('staff', 'remove', email)).toMatchObject({ code: 1 });
    expect(await run('staff', 'add', email, '--role', 'Chief')).toMatchObject({
      code: 1,
      stderr: expect.stringContaining('Issuer administrator, Issuer finance, Issuer support'),
    });
    expect(await run('staff', 'add', 'nobody@vendor.example', '--role', 'Issuer support')).toMatchObject({ code: 1 });
  });
});

describe('betalt role', () => {
  it('gives and takes roles of a customer, and leaves the last owner', async () => {
    const owner = await aPerson(wiring);
    const manager = await aPerson(wiring, { name: 'Ola Nordmann' });
    await anAccount(wiring, owner, { companyName: 'Bygg AS' });
    const asManager = ['--account', 'bygg as', '--profile', 'Bygg AS', '--role', 'Invoice manager'];
    expect(await run('role', 'add', manager.email, ...asManager)).toMatchObject({
      code: 0,
      stdout: `Ola Nordmann <${manager.email}> is now Invoice manager of Bygg AS.\n`,
    });
    expect(await run('role', 'remove', manager.email, ...asManager)).toMatchObject({ code: 0 });
    const asOwner = ['--account', 'Bygg AS', '--role', 'Billing account owner'];
    expect(await run('role', 'remove', owner.email, ...asOwner)).toMatchObject({
      code: 1,
      stderr: `betalt: ${owner.email} is the last owner of Bygg AS. Make another owner first.\n`,
    });
    expect(await run('role', 'add', owner.email, '--role', 'Invoice manager')).toMatchObject({ code: 2 });
  });
});
