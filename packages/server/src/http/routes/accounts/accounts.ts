import { BillingAccount, BillingAccountPage } from '@betalt/contract/accounts/billing-account.ts';
import { ErrorResponse } from '@betalt/contract/shared/arm.ts';
import { type Actor, may } from '@betalt/core/access/may.ts';
import { toHeldRole } from '../../../app/search/readable-accounts.ts';
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
      const { userId, name, issuerRoles } = request.principal;
      const found = await idPage(request, config.publicUrl, {
        read: (slice) => listAccounts(database.db, { userId, isStaff: issuerRoles.length > 0 }, slice),
        idOf: (row) => row.billing_account_id,
        present: (row) => {
          const actor = { userId, name, issuerRoles, roles: row.roles.flatMap(toHeldRole) };
          return withoutUnreadable(presentAccount(row, request.apiVersion), actor);
        },
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
      return withoutUnreadable(presentAccount(row, request.apiVersion, request.actor), request.actor);
    },
  );
}

/** Whoever may read only some of the account's profiles or sections is not told its address. */
function withoutUnreadable(account: BillingAccount, actor: Actor): BillingAccount {
  if (may(actor, 'account.read')) return account;
  const { soldTo: _soldTo, ...properties } = account.properties;
  return { ...account, properties: { ...properties, hasReadAccess: false } };
}
