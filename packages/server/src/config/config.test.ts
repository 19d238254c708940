import { describe, expect, it } from 'vitest';
import { type Environment, readConfig } from './config.ts';

function config(environment: Environment = {}) {
  const read = readConfig(environment);
  if (!read.ok) throw new Error(JSON.stringify(read.error));
  return read.value;
}

function problems(environment: Environment) {
  const read = readConfig(environment);
  return read.ok ? [] : read.error.map(({ variable }) => variable);
}

const STRIPE = {
  STRIPE_SECRET_KEY: 'sk_live_1',
  STRIPE_PUBLISHABLE_KEY: 'pk_live_1',
  STRIPE_WEBHOOK_SECRET: 'whsec_1',
};
const DATABASE = { DATABASE_URL: 'postgres://betalt:secret@db.example:5432/betalt' };

describe('the configuration', () => {
  it('of nothing is the embedded default: loopback, demo, sandbox, open sign-up', () => {
    expect(config()).toMatchObject({
      host: '127.0.0.1',
      port: 3000,
      tlsPort: 3443,
      databaseUrl: null,
      gateway: { kind: 'sandbox', port: 3100, isOurs: true },
      demo: true,
      signUp: 'open',
    });
    expect(Object.isFrozen(config())).toBe(true);
  });

  it('reads an empty variable as none', () => {
    expect(config({ BETALT_PORT: '', DATABASE_URL: ' ' })).toMatchObject({ port: 3000, databaseUrl: null });
  });

  it('names every variable that is wrong at once, with a good value', () => {
    expect(
      problems({
        BETALT_PORT: '70000',
        BETALT_TLS_PORT: 'x',
        BETALT_HOST: 'a b',
        DATABASE_URL: 'mysql://x',
        BETALT_DEMO: 'yes',
        BETALT_SIGN_UP: 'maybe',
        BETALT_PUBLIC_URL: 'billing.example.com',
        BETALT_LOG_LEVEL: 'loud',
        BETALT_SESSION_SECRET: 'short',
        BETALT_REQUESTS_PER_SECOND: '-1',
      }).sort(),
    ).toEqual([
      'BETALT_DEMO',
      'BETALT_HOST',
      'BETALT_LOG_LEVEL',
      'BETALT_PORT',
      'BETALT_PUBLIC_URL',
      'BETALT_REQUESTS_PER_SECOND',
      'BETALT_SESSION_SECRET',
      'BETALT_SIGN_UP',
      'BETALT_TLS_PORT',
      'DATABASE_URL',
    ]);
  });

  it('refuses one port for two things', () => {
    expect(problems({ BETALT_PORT: '3443' })).toEqual(['BETALT_TLS_PORT']);
    expect(problems({ BETALT_PORT: '0', BETALT_TLS_PORT: '0' })).toEqual([]);
  });

  it('gives the gateway 20 seconds, and refuses to wait longer than the repair does', () => {
    expect(config().gatewayTimeoutMs).toBe(20_000);
    expect(config({ BETALT_GATEWAY_TIMEOUT_MS: '1500' }).gatewayTimeoutMs).toBe(1_500);
    expect(problems({ BETALT_GATEWAY_TIMEOUT_MS: '0' })).toEqual(['BETALT_GATEWAY_TIMEOUT_MS']);
    expect(problems({ BETALT_GATEWAY_TIMEOUT_MS: '20001' })).toEqual(['BETALT_GATEWAY_TIMEOUT_MS']);
  });

  it('may leave TLS to a proxy', () => {
    expect(config({ BETALT_TLS_PORT: 'off' }).tlsPort).toBeNull();
  });

  it('never repeats a secret in what it says is wrong', () => {
    const read = readConfig({ ...STRIPE, STRIPE_SECRET_KEY: 'sk_nonsense_5ecret', BETALT_SESSION_SECRET: '5ecret' });
    expect(read.ok).toBe(false);
    expect(JSON.stringify(read)).not.toContain('5ecret');
  });
});

describe('demo mode', () => {
  it.each<[string, Environment, boolean]>([
    ['is on with the embedded database', {}, true],
    ['is off with a database of the host’s own', DATABASE, false],
    ['is on there when the host says so', { ...DATABASE, BETALT_DEMO: '1' }, true],
    ['is off with real keys', STRIPE, false],
    ['can be switched off', { BETALT_DEMO: '0' }, false],
  ])('%s', (_name, environment, demo) => {
    expect(config(environment).demo).toBe(demo);
  });

  it('is refused with real keys, live or test', () => {
    expect(problems({ ...STRIPE, BETALT_DEMO: '1' })).toEqual(['BETALT_DEMO']);
    const test = { ...STRIPE, STRIPE_SECRET_KEY: 'sk_test_1', STRIPE_PUBLISHABLE_KEY: 'pk_test_1' };
    expect(problems({ ...test, BETALT_DEMO: '1' })).toEqual(['BETALT_DEMO']);
  });

  it('decides who may sign up unless the host does', () => {
    expect([
      config().signUp,
      config(DATABASE).signUp,
      config({ ...DATABASE, BETALT_SIGN_UP: 'closed' }).signUp,
    ]).toEqual(['open', 'invitation', 'closed']);
  });
});

describe('the issuer’s bank accounts', () => {
  const accounts = (value: unknown) => ({
    BETALT_BANK_ACCOUNTS: typeof value === 'string' ? value : JSON.stringify(value),
  });

  it('are examples in demo mode, and none elsewhere', () => {
    expect(config().bankAccounts.accounts.map(({ currency }) => currency)).toEqual(['NOK', undefined]);
    expect(config(DATABASE).bankAccounts.accounts).toEqual([]);
  });

  it('are a list of IBANs or Norwegian numbers, with an address where a Swiss code is wanted', () => {
    const list = [{ account: 'CH56 0483 5012 3456 7800 9', currency: 'CHF' }, { account: '8601.11.17947' }];
    expect(config(accounts(list)).bankAccounts.accounts).toEqual([
      { account: 'CH5604835012345678009', currency: 'CHF' },
      { account: '8601.11.17947' },
    ]);
    const address = { street: 'Rue du Lac', postalCode: '2501', city: 'Biel', country: 'CH' };
    expect(config(accounts({ accounts: list, address })).bankAccounts.address).toEqual(address);
  });

  it.each([
    ['no JSON', '{'],
    ['no list', '{}'],
    ['none', []],
    ['an IBAN with a wrong digit', [{ account: 'NO9386011117948' }]],
    ['a Norwegian number with a wrong digit', [{ account: '86011117948' }]],
    ['a QR-IBAN', [{ account: 'CH4431999123000889012' }]],
    ['no number', [{ currency: 'NOK' }]],
    ['a currency that is none', [{ account: 'NO9386011117947', currency: 'kr' }]],
    ['a BIC that is none', [{ account: 'NO9386011117947', bic: 'DNB' }]],
    ['a word that nobody knows', [{ account: 'NO9386011117947', iban: 'x' }]],
    ['half an address', { accounts: [{ account: 'NO9386011117947' }], address: { city: 'Oslo' } }],
  ])('are refused as %s', (_, value) => {
    expect(problems(accounts(value))).toEqual(['BETALT_BANK_ACCOUNTS']);
  });
});

describe('the gateway', () => {
  it('is Stripe with all three keys, and nothing with some of them', () => {
    expect(config(STRIPE).gateway).toEqual({
      kind: 'stripe',
      secretKey: 'sk_live_1',
      publishableKey: 'pk_live_1',
      webhookSecret: 'whsec_1',
    });
    expect(problems({ STRIPE_SECRET_KEY: 'sk_live_1' })).toEqual(['STRIPE_PUBLISHABLE_KEY', 'STRIPE_WEBHOOK_SECRET']);
  });

  it('refuses keys of two modes', () => {
    expect(problems({ ...STRIPE, STRIPE_PUBLISHABLE_KEY: 'pk_test_1' })).toEqual(['STRIPE_PUBLISHABLE_KEY']);
  });

  it('is a sandbox that somebody else runs, with the sandbox’s keys', () => {
    const keys = {
      STRIPE_SECRET_KEY: 'sk_test_betalt',
      STRIPE_PUBLISHABLE_KEY: 'pk_test_betalt',
      STRIPE_WEBHOOK_SECRET: 'whsec_shared',
    };
    expect(config(keys)).toMatchObject({
      demo: true,
      gateway: { kind: 'sandbox', isOurs: false, webhookSecret: 'whsec_shared' },
    });
  });
});

describe('mail', () => {
  const SMTP = {
    BETALT_SMTP_URL: 'smtps://betalt:5ecret@mail.example:465',
    BETALT_MAIL_FROM: 'Nordlys Cloud <billing@nordlys.example>',
    BETALT_PUBLIC_URL: 'https://billing.nordlys.example',
  };

  it('goes to a mailbox of the embedded default, waits with a database of the host’s own, or goes to a server', () => {
    expect(config().mail).toEqual({ kind: 'catchAll', port: 0 });
    expect(config(DATABASE).mail).toEqual({ kind: 'none' });
    expect(config({ ...DATABASE, ...SMTP }).mail).toEqual({ kind: 'smtp', url: SMTP.BETALT_SMTP_URL });
    expect(config(SMTP).mail.kind).toBe('smtp');
  });

  it('needs a sender, and an address that its links can begin with', () => {
    expect(problems({ BETALT_SMTP_URL: SMTP.BETALT_SMTP_URL }).toSorted()).toEqual([
      'BETALT_MAIL_FROM',
      'BETALT_PUBLIC_URL',
    ]);
  });

  it.each([
    ['Nordlys Cloud <billing@nordlys.example>', { name: 'Nordlys Cloud', address: 'billing@nordlys.example' }],
    ['"Nordlys, Økonomi" <billing@nordlys.example>', { name: 'Nordlys, Økonomi', address: 'billing@nordlys.example' }],
    ['billing@nordlys.example', { name: null, address: 'billing@nordlys.example' }],
  ])('reads %s as a sender', (text, sender) => {
    expect(config({ BETALT_MAIL_FROM: text }).mailSender).toEqual(sender);
  });

  it.each(['Nordlys', 'billing@', 'a@b.example, c@d.example', 'X <a@b.example> <c@d.example>'])(
    'refuses %s as a sender',
    (text) => {
      expect(problems({ BETALT_MAIL_FROM: text })).toEqual(['BETALT_MAIL_FROM']);
    },
  );

  it('refuses what is no mail server, without repeating the password', () => {
    const read = readConfig({ ...SMTP, BETALT_SMTP_URL: 'https://betalt:5ecret@mail.example' });
    expect(read.ok ? [] : read.error.map(({ variable }) => variable)).toEqual(['BETALT_SMTP_URL']);
    expect(JSON.stringify(read)).not.toContain('5ecret');
  });
});
