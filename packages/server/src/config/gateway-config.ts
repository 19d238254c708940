import type { Reader } from './environment-reader.ts';

/** The sandbox's own keys (packages/stripe-sandbox): public on purpose, no money is behind them. */
export const SANDBOX_SECRET_KEY = 'sk_test_betalt';
export const SANDBOX_PUBLISHABLE_KEY = 'pk_test_betalt';

interface Keys {
  readonly secretKey: string;
  readonly publishableKey: string;
}

/**
 * Where payments go. The sandbox speaks Stripe's API; `isOurs` says that this Betalt starts it as its own process,
 * else it runs elsewhere on the same host and `webhookSecret` was given to both.
 */
export type GatewayConfig =
  | (Keys & { readonly kind: 'stripe'; readonly webhookSecret: string })
  | (Keys & {
      readonly kind: 'sandbox';
      readonly host: string;
      readonly port: number;
      readonly isOurs: boolean;
      /** null: a random one of the data folder, told to the sandbox when it starts. */
      readonly webhookSecret: string | null;
    });

/** The three keys of Stripe, all or none; none is the sandbox. */
export function readGateway(read: Reader, host: string): GatewayConfig {
  const variables = ['STRIPE_SECRET_KEY', 'STRIPE_PUBLISHABLE_KEY', 'STRIPE_WEBHOOK_SECRET'] as const;
  const [secretKey, publishableKey, webhookSecret] = variables.map((variable) => read.optionalText(variable));
  const port = read.port('BETALT_SANDBOX_PORT', 3100);
  const sandbox = {
    kind: 'sandbox',
    host: host === '0.0.0.0' || host === '::' ? '127.0.0.1' : host,
    port,
    secretKey: SANDBOX_SECRET_KEY,
    publishableKey: SANDBOX_PUBLISHABLE_KEY,
  } as const;
  if (!secretKey && !publishableKey && !webhookSecret) return { ...sandbox, isOurs: true, webhookSecret: null };
  for (const variable of variables) refuseMissing(read, variable);
  if (secretKey === SANDBOX_SECRET_KEY) return { ...sandbox, isOurs: false, webhookSecret: webhookSecret ?? null };
  refuseUnlike(read, 'STRIPE_SECRET_KEY', /^(sk|rk)_(live|test)_/, 'sk_live_… from the Stripe dashboard');
  refuseUnlike(read, 'STRIPE_PUBLISHABLE_KEY', /^pk_(live|test)_/, 'pk_live_… from the Stripe dashboard');
  refuseUnlike(read, 'STRIPE_WEBHOOK_SECRET', /^whsec_/, 'whsec_… of the webhook endpoint in the Stripe dashboard');
  refuseMixedModes(read, secretKey ?? '', publishableKey ?? '');
  return {
    kind: 'stripe',
    secretKey: secretKey ?? '',
    publishableKey: publishableKey ?? '',
    webhookSecret: webhookSecret ?? '',
  };
}

function refuseMissing(read: Reader, variable: string): void {
  if (read.optionalText(variable) !== null) return;
  read.refuse(variable, 'is missing although another STRIPE_ variable is set', {
    goodValue: 'all three of Stripe, or none for the sandbox',
  });
}

/** Keys are never repeated in a message. */
function refuseUnlike(read: Reader, variable: string, pattern: RegExp, goodValue: string): void {
  const value = read.optionalText(variable);
  if (value !== null && !pattern.test(value)) read.refuse(variable, 'does not look like such a key', { goodValue });
}

function refuseMixedModes(read: Reader, secretKey: string, publishableKey: string): void {
  if (publishableKey === '' || secretKey.includes('_live_') === publishableKey.includes('_live_')) return;
  read.refuse('STRIPE_PUBLISHABLE_KEY', 'is of another mode (live or test) than STRIPE_SECRET_KEY', {
    goodValue: 'both of the same mode',
  });
}
