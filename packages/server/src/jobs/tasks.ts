import type { JobHelpers, TaskList } from 'graphile-worker';
import { chargeDueInvoices, MOST_CHARGED } from '../app/automatic-payments/charge-due-invoices.ts';
import { lookAgain } from '../app/bank/look-again.ts';
import { matchWaitingTransactions } from '../app/bank/match-waiting.ts';
import { checkDisputes } from '../app/disputes/check-disputes.ts';
import { sendNotices } from '../app/dunning/send-notices.ts';
import { forgetEvents } from '../app/events/forget-events.ts';
import { checkLedger } from '../app/ledger/check-ledger.ts';
import { mailForEvents } from '../app/mail/mail-for-events.ts';
import { sendDueMails } from '../app/mail/send-mails.ts';
import { warnOfExpiringCards } from '../app/mail/warn-of-expiring-cards.ts';
import { type DetachOrder, detachPaymentMethod } from '../app/payment-methods/detach-payment-methods.ts';
import { removeOneTimeMethods } from '../app/payment-methods/remove-one-time-methods.ts';
import { applyGatewayEvents } from '../app/payments/gateway-events.ts';
import { forgetIdempotencyKeys } from '../app/payments/idempotency-keys.ts';
import { MOST_REPAIRED, repairDuePayments } from '../app/payments/repair-payments.ts';
import { checkForeignRefunds } from '../app/refunds/adopt-refund.ts';
import { repairDueRefunds } from '../app/refunds/repair-refunds.ts';
import { webhookDeliveries } from '../app/webhooks/deliver-webhooks.ts';
import { fanOutEvents } from '../app/webhooks/fan-out-events.ts';
import { secretBox } from '../app/webhooks/secrets.ts';
import type { Wiring } from '../app/wired.ts';
import { forgetExpired } from '../identity/forget-expired.ts';

/** How often the repair sweep looks for payments whose next check is due; cron brings it back should it ever be lost. */
const REPAIR_EVERY_MS = 5_000;

/** How often events are looked for that webhooks are to tell of. */
const FAN_OUT_EVERY_MS = 2_000;
const MOST_FANNED_OUT = 500;

/** How often events are looked for that people are to be written to about. */
const MAIL_FOR_EVENTS_EVERY_MS = 2_000;
const MOST_EVENTS_READ = 500;
const MOST_MAILS_SENT = 50;

/** Every task, imperative, by the name that it is queued under. Each may run twice: what is done again changes nothing. */
export function taskList(wiring: Wiring): TaskList {
  const { database, gateway, payments, clock, log, mailer, mailSender, mailSettings } = wiring;
  const onCommitted = () => wiring.outboxSignal.notify();
  const dependencies = { db: database.db, gateway, payments, clock, onCommitted };
  const secrets = secretBox(wiring.sessionSecret);
  const deliveries = webhookDeliveries({ db: database.db, clock, secrets, send: wiring.sendWebhook });
  return {
    fan_out_events: async (_payload, helpers) => {
      const read = await fanOutEvents({ db: database.db, pool: database.pool, clock });
      await again(helpers, 'fan_out_events', read >= MOST_FANNED_OUT ? 0 : FAN_OUT_EVERY_MS);
    },
    deliver_webhooks: async (_payload, helpers) => {
      const due = await deliveries.run(helpers.abortSignal);
      // Under a name of its own: what others ask for at once is not put off.
      const plan = { jobKey: 'deliver_webhooks_later', runAt: new Date(Date.now() + msUntil(due, clock())) };
      if (due !== null) await helpers.addJob('deliver_webhooks', {}, plan);
    },
    mail_for_events: async (_payload, helpers) => {
      const read = await mailForEvents({
        ...dependencies,
        pool: database.pool,
        mailSettings,
        onPassedOver: (event, err) =>
          log.error({ err, event: event.position, type: event.type }, 'no mail for an event'),
      });
      await again(helpers, 'mail_for_events', read >= MOST_EVENTS_READ ? 0 : MAIL_FOR_EVENTS_EVERY_MS);
    },
    send_notices: async () => {
      const given = await sendNotices({ ...dependencies, mailSettings });
      if (given > 0) log.info({ given }, 'gave notice of invoices');
    },
    warn_of_expiring_cards: async () => void (await warnOfExpiringCards({ ...dependencies, mailSettings })),
    send_mail: async (_payload, helpers) => {
      if (mailer === null) return;
      const tried = await sendDueMails({ ...dependencies, mailer, sender: mailSender });
      if (tried >= MOST_MAILS_SENT) await again(helpers, 'send_mail', 0);
    },
    repair_payments: async (_payload, helpers) => {
      const asked = await repairDuePayments(dependencies);
      if (asked > 0) log.info({ asked }, 'asked the gateway about payments that were not settled');
      await again(helpers, 'repair_payments', asked >= MOST_REPAIRED ? 0 : REPAIR_EVERY_MS);
    },
    charge_due_invoices: async (_payload, helpers) => {
      const { charged, failures } = await chargeDueInvoices(dependencies);
      if (charged > 0) log.info({ charged }, 'charged invoices that fell due');
      for (const failure of failures) log.error({ failure }, 'an invoice could not be charged by itself');
      if (charged >= MOST_CHARGED) await again(helpers, 'charge_due_invoices', 0);
    },
    apply_gateway_events: async (_payload, helpers) => {
      // A full batch means that there is more.
      const taken = await applyGatewayEvents(dependencies);
      if (taken > 0) await again(helpers, 'apply_gateway_events', 0);
    },
    match_bank_transactions: async (_payload, helpers) => {
      await lookAgain({ db: database.db, clock });
      const { more } = await matchWaitingTransactions({ db: database.db, clock, onCommitted });
      if (more) await again(helpers, 'match_bank_transactions', 0);
    },
    repair_refunds: async (_payload, helpers) => {
      const asked = await repairDueRefunds(dependencies);
      if (asked > 0) log.info({ asked }, 'asked the gateway about refunds that were not settled');
      await again(helpers, 'repair_refunds', REPAIR_EVERY_MS);
    },
    check_refunds: async () => {
      const { read, failures } = await checkForeignRefunds(dependencies);
      if (read > 0) log.info({ read }, 'read refunds that were made at the gateway');
      for (const failure of failures)
        log.error({ failure }, 'a refund that was made at the gateway could not be taken over');
    },
    check_disputes: async () => {
      const { read, failures } = await checkDisputes(dependencies);
      if (read > 0) log.info({ read }, 'read disputes that are open or new from the gateway');
      for (const failure of failures) log.error({ failure }, 'a dispute could not be worked on');
    },
    detach_payment_method: async (payload) => detachPaymentMethod(dependencies, payload as DetachOrder),
    remove_one_time_methods: async () => void (await removeOneTimeMethods(dependencies)),
    forget_idempotency_keys: async () => void (await forgetIdempotencyKeys(database.db, clock())),
    forget_events: async () => void (await forgetEvents(database.db, clock())),
    forget_expired: async () => forgetExpired(database.db, clock()),
    check_ledger: async () => {
      const { problems } = await checkLedger(database.db);
      for (const found of problems) log.error({ found }, 'the ledger does not add up');
    },
  };
}

function msUntil(due: Date | null, now: Date): number {
  return due === null ? 0 : Math.max(0, due.getTime() - now.getTime());
}

/** One of each waits at a time, however many processes ask for it. */
async function again({ addJob }: JobHelpers, task: string, waitMs: number): Promise<void> {
  await addJob(task, {}, { jobKey: task, runAt: new Date(Date.now() + waitMs) });
}

/** Those that plan themselves and are asked for once more by every worker that starts, and by the minute. */
export const SWEEPS = [
  'repair_payments',
  'repair_refunds',
  'apply_gateway_events',
  'charge_due_invoices',
  'fan_out_events',
  'deliver_webhooks',
  'mail_for_events',
  'send_notices',
  'send_mail',
] as const;

/**
 * graphile-worker's crontab (UTC). The sweeps by the minute are the safety net of the jobs that plan themselves: they run then,
 * whatever time a machine with another clock had planned.
 */
export const crontab = `
* * * * * repair_payments ?jobKey=repair_payments&jobKeyMode=replace
* * * * * repair_refunds ?jobKey=repair_refunds&jobKeyMode=replace
* * * * * apply_gateway_events ?jobKey=apply_gateway_events&jobKeyMode=replace
* * * * * fan_out_events ?jobKey=fan_out_events&jobKeyMode=replace
* * * * * deliver_webhooks ?jobKey=deliver_webhooks&jobKeyMode=replace
* * * * * mail_for_events ?jobKey=mail_for_events&jobKeyMode=replace
* * * * * send_mail ?jobKey=send_mail&jobKeyMode=replace
15 6 * * * warn_of_expiring_cards
5 * * * * send_notices ?jobKey=send_notices&jobKeyMode=replace
* * * * * match_bank_transactions ?jobKey=match_bank_transactions&jobKeyMode=replace
*/10 * * * * charge_due_invoices ?jobKey=charge_due_invoices&jobKeyMode=replace
*/5 * * * * remove_one_time_methods
5 2 * * * check_disputes
10 2 * * * check_refunds
15 2 * * * check_ledger
30 2 * * * forget_idempotency_keys
45 2 * * * forget_expired
0 3 * * * forget_events
`;
