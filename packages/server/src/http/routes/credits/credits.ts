import { ProfileCredits } from '@betalt/contract/payments/credits.ts';
import { ErrorResponse } from '@betalt/contract/shared/arm.ts';
import { may } from '@betalt/core/access/may.ts';
import type { Wiring } from '../../../app/wired.ts';
import { findProfileId } from '../../../db/queries/accounts.ts';
import { listCredits } from '../../../db/queries/credits.ts';
import type { App } from '../../app.ts';
import { presentCredits } from '../../present/credits.ts';
import { accountResourceId } from '../../present/invoice.ts';
import { problem } from '../../problems/problem.ts';
import { ProfileParams } from '../list-query.ts';

/** `GET BP/credits`: credit notes with credit left, and money that no invoice has yet. */
export function registerCredits(app: App, { database }: Wiring): void {
  app.get(
    '/billingAccounts/:billingAccountName/billingProfiles/:billingProfileName/credits',
    {
      schema: {
        operationId: 'Credits_ListByBillingProfile',
        tags: ['Payments'],
        params: ProfileParams,
        response: { 200: ProfileCredits, default: ErrorResponse },
      },
    },
    async (request, reply) => {
      const { billingAccountId, name } = request.account;
      const profile = await findProfileId(database.db, billingAccountId, request.params.billingProfileName);
      if (profile === undefined || !may(request.actor, 'credit.read', { billingProfileId: profile.billing_profile_id }))
        return reply.problem(problem('BillingProfileNotFound', {}));
      const rows = await listCredits(database.db, billingAccountId, [profile.billing_profile_id]);
      return presentCredits(rows, profile.currency, accountResourceId(name));
    },
  );
}
