import { ActivityLogEntry } from '@betalt/contract/access/access.ts';
import { ErrorResponse, Page } from '@betalt/contract/shared/arm.ts';
import { may } from '@betalt/core/access/may.ts';
import type { Wiring } from '../../../app/wired.ts';
import { type ActivityRow, listActivity } from '../../../db/queries/activity-log.ts';
import type { App } from '../../app.ts';
import { problem } from '../../problems/problem.ts';
import { AccountParams, idPage, ListQuery } from '../list-query.ts';

const ActivityLogPage = Page('ActivityLogPage', ActivityLogEntry);

/** `GET BA/activityLog` (own version): who did what, and who tried in vain, newest first. */
export function registerActivityLog(app: App, { database, config }: Wiring): void {
  app.get(
    '/billingAccounts/:billingAccountName/activityLog',
    {
      schema: {
        operationId: 'ActivityLog_List',
        tags: ['Access'],
        params: AccountParams,
        querystring: ListQuery,
        response: { 200: ActivityLogPage, default: ErrorResponse },
      },
    },
    async (request, reply) => {
      if (!may(request.actor, 'activity.read')) return reply.problem(problem('AuthorizationFailed', {}));
      const found = await idPage(request, config.publicUrl, {
        read: ({ limit, afterId }) =>
          listActivity(database.db, request.account.billingAccountId, { limit, beforeId: afterId }),
        idOf: (row) => row.activity_id,
        present: presentActivity,
      });
      return found.ok ? found.value : reply.problem(found.error);
    },
  );
}

function presentActivity(row: ActivityRow) {
  return {
    eventId: row.activity_id,
    at: row.at.toISOString(),
    action: row.action,
    actor: row.actor_name,
    ...(row.resource_id === null ? {} : { resourceId: row.resource_id }),
    result: row.result as 'Succeeded' | 'Denied',
    facts: row.facts as Record<string, unknown>,
  };
}
