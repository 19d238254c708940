import { payments } from '@betalt/server/app/payments/payments.ts';
import { readConfig } from '@betalt/server/config/config.ts';
import { openDatabase } from '@betalt/server/db/database.ts';
import { stripeGateway } from '@betalt/server/gateways/stripe/stripe-gateway.ts';
import { sandboxOrigin } from '@betalt/server/http/middleware/security-headers.ts';
import { listen } from '@betalt/server/start/listeners.ts';
import { stopOnSignals } from '@betalt/server/start/shutdown.ts';
import { wire } from '@betalt/server/wiring.ts';
import { outboxSignal } from '../../../server/src/app/events/outbox-signal.ts';
import { WEBHOOK_SECRET } from './api.ts';

/** The same API, wired by the same hands, except that payments which arrive together are not grouped. */
const config = readConfig(process.env);
if (!config.ok) throw new Error(JSON.stringify(config.error));
const { databaseUrl, gateway: gatewayConfig } = config.value;
if (databaseUrl === null || gatewayConfig.kind !== 'sandbox')
  throw new Error('the bench gives a database and a double');

const database = openDatabase(databaseUrl);
const gateway = stripeGateway({
  secretKey: gatewayConfig.secretKey,
  webhookSecret: WEBHOOK_SECRET,
  baseUrl: sandboxOrigin(gatewayConfig),
});
const signal = outboxSignal();
const clock = () => new Date();
const wiring = wire(config.value, {
  databaseUrl,
  database,
  gateway,
  clock,
  outboxSignal: signal,
  payments: payments({ pool: database.pool, gateway, clock, onCommitted: signal.notify, grouping: false }),
  sessionSecret: 'sessions are not part of the bench',
  webhookSecret: WEBHOOK_SECRET,
});
const listeners = await listen(wiring);
stopOnSignals(
  async () => {
    await listeners.close();
    await wiring.close();
  },
  () => undefined,
);
