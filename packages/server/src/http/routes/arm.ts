import type { Wiring } from '../../app/wired.ts';
import type { App } from '../app.ts';
import { registerActivityLog } from './access/activity-log.ts';
import { registerCheckAccess } from './access/check-access.ts';
import { registerAccounts } from './accounts/accounts.ts';
import { registerProfiles } from './accounts/profiles.ts';
import { registerDocuments } from './invoices/documents.ts';
import { registerGetInvoice } from './invoices/get-invoice.ts';
import { registerImportInvoices } from './invoices/import-invoices.ts';
import { registerListInvoices } from './invoices/list-invoices.ts';
import { registerPayInvoice } from './invoices/pay-invoice.ts';
import { registerPaymentMethodLinks } from './payment-methods/payment-method-links.ts';
import { registerPaymentMethods } from './payment-methods/payment-methods.ts';
import { registerPayments } from './payments/payments.ts';

/** Every route of `Microsoft.Billing`. The scope that they are registered on has authenticated and knows the api-version. */
export function registerArmRoutes(app: App, wiring: Wiring): void {
  registerAccounts(app, wiring);
  registerProfiles(app, wiring);
  registerListInvoices(app, wiring);
  registerGetInvoice(app, wiring);
  registerDocuments(app, wiring);
  registerImportInvoices(app, wiring);
  registerPayInvoice(app, wiring);
  registerPayments(app, wiring);
  registerPaymentMethods(app, wiring);
  registerPaymentMethodLinks(app, wiring);
  registerCheckAccess(app, wiring);
  registerActivityLog(app, wiring);
}
