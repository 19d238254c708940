import { BillingAccount, BillingAccountPage } from '@betalt/contract/accounts/billing-account.ts';
import { ErrorResponse } from '@betalt/contract/shared/arm.ts';
import { may } from '@betalt/core/access/may.ts';
import type { Wiring } from '../../../app/wired.ts';
import { findAccount, listAccounts } from '../../../db/queries/accounts.ts';
import type { App } from '../../app.ts';
import { presentAccount } from '../../present/account.ts';
import { problem } from '../../problems/problem.ts';
import { AccountParams, idPage, ListQuery } from '../list-query.ts';

/** `GET /billingAccounts`, `GET /billingAccounts/{}`: what the caller has a role on. */
export function registerAccounts(app: App, { database, config }: Wiring): void {
  app.get(
    '/billingAccounts',
    {
      schema: {
        operationId: 'BillingAccounts_List',
        tags: ['Billing accounts'],
        querystring: ListQuery,
        response: { 200: BillingAccountPage, default: ErrorResponse },
      },
    },
    async (request, reply) => {
      const { userId, issuerRoles } = request.principal;
      const found = await idPage(request, config.publicUrl, {
        read: (slice) => listAccounts(database.db, { userId, isStaff: issuerRoles.length > 0 }, slice),
        idOf: (row) => row.billing_account_id,
        present: (row) => presentAccount(row, request.apiVersion),
      });
      return found.ok ? found.value : reply.problem(found.error);
    },
  );

  app.get(
    '/billingAccounts/:billingAccountName',
    {
      schema: {
        operationId: 'BillingAccounts_Get',
        tags: ['Billing accounts'],
        params: AccountParams,
        response: { 200: BillingAccount, default: ErrorResponse },
      },
    },
    async (request, reply) => {
      const row = await findAccount(database.db, request.account.billingAccountId);
      // Whoever holds a role on a profile or section sees the account that it is in, by its name.
      if (row === undefined) return reply.problem(problem('BillingAccountNotFound', {}));
      const presented = presentAccount(row, request.apiVersion, request.actor);
      if (may(request.actor, 'account.read')) return presented;
      const { soldTo: _soldTo, ...properties } = presented.properties;
      return { ...presented, properties: { ...properties, hasReadAccess: false } };
    },
  );
}
