import type { RefundNews } from '../payments/event-subjects.ts';
import { applyRefund } from './apply-refund.ts';
import type { RepairRefundDependencies } from './repair-refunds.ts';

/** An event says that something is new about a refund: what it is now is read from the gateway. @throws when it does not answer */
export async function hearRefund(dependencies: RepairRefundDependencies, news: RefundNews): Promise<void> {
  const { gatewayRefundId, ...reference } = news;
  const read = await dependencies.gateway.readRefund(gatewayRefundId);
  if (read.outcome === 'unknown') throw new Error(`the gateway did not say what became of ${gatewayRefundId}`);
  await applyRefund(dependencies, reference, read);
}
