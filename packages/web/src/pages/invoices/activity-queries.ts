import { queryOptions } from '@tanstack/react-query';
import { arm } from '../../api/http.ts';
import { keys } from '../../api/keys.ts';
import { accountId } from '../../scope.ts';
import type { ActivityEntry } from './activity-of-invoice.ts';

/** The log is of the account, newest first; this much of it is looked through for one invoice. */
const ENTRIES_READ = 500;

/** The newest of the account's activity log. Fails with 403 for those who may not read it. */
export function activityQuery(account: string) {
  return queryOptions({
    queryKey: keys.activity(account),
    queryFn: ({ signal }) =>
      arm<{ value: ActivityEntry[] }>('GET', `${accountId(account)}/activityLog`, {
        query: { top: ENTRIES_READ },
        signal,
      }),
    staleTime: 0,
    retry: false,
  });
}
