import { expect, it } from 'vitest';
import { stripeGateway } from '../../src/gateways/stripe/stripe-gateway.ts';
import { startWorker } from '../../src/start/worker.ts';
import { testServer } from '../support/test-server.ts';

const nowhere = stripeGateway({ secretKey: 'sk_test_betalt', webhookSecret: 'whsec_x', baseUrl: 'http://127.0.0.1:9' });

it('a job that fails is kept for another try, and the worker goes on', async () => {
  const { wiring, database } = await testServer({ parts: { gateway: nowhere } });
  const worker = await startWorker(wiring, database.url);
  try {
    await database.pool.query(
      `select graphile_worker.add_job('detach_payment_method', '{"gatewayPaymentMethodId": "pm_1"}')`,
    );
    const failedJob = async () => {
      const { rows } = await database.pool.query(
        `select attempts, locked_by, last_error from graphile_worker._private_jobs where last_error is not null`,
      );
      return rows;
    };
    await expect
      .poll(failedJob, { timeout: 20_000 })
      .toEqual([{ attempts: 1, locked_by: null, last_error: 'the gateway did not answer' }]);
  } finally {
    await worker.stop();
  }
});
