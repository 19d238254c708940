import type { Tx } from '../../db/database.ts';
import { newId } from '../../db/new-id.ts';
import { insertRows } from '../../db/queries/issue-rows.ts';

/** Who did it: a person of either side, or none (a bank, a gateway, a timetable) with the name that is shown. */
export interface Doer {
  readonly userId: string | null;
  readonly name: string;
}

export interface Happening {
  readonly billingAccountId: string;
  /** As in the activity log: noun and verb, `invoice.credit`. */
  readonly action: string;
  readonly resourceId: string;
  readonly facts: Readonly<Record<string, unknown>>;
  /** What screens, mails and webhooks hear, `refund.succeeded`. */
  readonly event: string;
  /** More of them, about the same. */
  readonly moreEvents?: readonly string[] | undefined;
  readonly invoiceNames: readonly string[];
  readonly billingProfileIds: readonly string[];
  readonly paymentName?: string | undefined;
  /** More for those who hear the event, such as `refundName`. */
  readonly eventFacts?: Readonly<Record<string, unknown>> | undefined;
}

/** What happened, for both sides to read and for everybody to hear, in the transaction that made it so. */
export async function recordActivity(tx: Tx, happening: Happening, doer: Doer, at: Date): Promise<void> {
  const { billingAccountId: billing_account_id, invoiceNames, billingProfileIds, paymentName } = happening;
  const names = { invoiceNames, billingProfileIds: [...new Set(billingProfileIds)] };
  await insertRows(tx, {
    activity_log: [
      {
        billing_account_id,
        activity_id: newId(at),
        at,
        actor_id: doer.userId,
        actor_name: doer.name,
        action: happening.action,
        resource_id: happening.resourceId,
        result: 'Succeeded',
        facts: happening.facts as never,
      },
    ],
    outbox_event: [happening.event, ...(happening.moreEvents ?? [])].map((type) => ({
      billing_account_id,
      event_id: newId(),
      type,
      facts: { ...names, ...(paymentName === undefined ? {} : { paymentName }), ...happening.eventFacts } as never,
      created_at: at,
    })),
  });
}
