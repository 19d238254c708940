import type { Wiring } from '../../app/wired.ts';
import type { App } from '../app.ts';
import { registerActivityLog } from './access/activity-log.ts';
import { registerCheckAccess } from './access/check-access.ts';
import { registerAccounts } from './accounts/accounts.ts';
import { registerProfiles } from './accounts/profiles.ts';
import { registerBankStatements } from './bank/bank-statements.ts';
import { registerBankTransactions } from './bank/bank-transactions.ts';
import { registerEvents } from './events/events.ts';
import { registerCredits } from './credits/credits.ts';
import { registerDocuments } from './invoices/documents.ts';
import { registerGetInvoice } from './invoices/get-invoice.ts';
import { registerImportInvoices } from './invoices/import-invoices.ts';
import { registerIssuerOperations } from './invoices/issuer-operations.ts';
import { registerListInvoices } from './invoices/list-invoices.ts';
import { registerPayInvoice } from './invoices/pay-invoice.ts';
import { registerQueries } from './invoices/queries.ts';
import { registerPaymentMethodLinks } from './payment-methods/payment-method-links.ts';
import { registerPaymentMethods } from './payment-methods/payment-methods.ts';
import { registerPayInvoices } from './payments/pay-invoices.ts';
import { registerPayments } from './payments/payments.ts';
import { registerWebhookDeliveries } from './webhook-endpoints/webhook-deliveries.ts';
import { registerWebhookEndpoints } from './webhook-endpoints/webhook-endpoints.ts';

/** Every route of `Microsoft.Billing`. The scope that they are registered on has authenticated and knows the api-version. */
export function registerArmRoutes(app: App, wiring: Wiring): void {
  registerAccounts(app, wiring);
  registerProfiles(app, wiring);
  registerListInvoices(app, wiring);
  registerGetInvoice(app, wiring);
  registerDocuments(app, wiring);
  registerImportInvoices(app, wiring);
  registerIssuerOperations(app, wiring);
  registerQueries(app, wiring);
  registerPayInvoice(app, wiring);
  registerPayInvoices(app, wiring);
  registerCredits(app, wiring);
  registerPayments(app, wiring);
  registerPaymentMethods(app, wiring);
  registerPaymentMethodLinks(app, wiring);
  registerCheckAccess(app, wiring);
  registerActivityLog(app, wiring);
  registerBankStatements(app, wiring);
  registerBankTransactions(app, wiring);
  registerWebhookEndpoints(app, wiring);
  registerWebhookDeliveries(app, wiring);
  registerEvents(app, wiring);
}
