import type { SettingsRequest } from '@betalt/contract/portal/session.ts';
import type { IdentityDependencies } from './dependencies.ts';

/** Changes what the request names of a person's settings and leaves the rest. */
export async function changeSettings(
  { database, clock }: Pick<IdentityDependencies, 'database' | 'clock'>,
  userId: string,
  { language, theme, showSourceOnHover }: SettingsRequest,
): Promise<void> {
  const changed = {
    ...(language === undefined ? {} : { language }),
    ...(theme === undefined ? {} : { theme }),
    ...(showSourceOnHover === undefined ? {} : { show_source_on_hover: showSourceOnHover }),
    updated_at: clock(),
  };
  await database.db
    .insertInto('user_setting')
    .values({ user_id: userId, ...changed })
    .onConflict((conflict) => conflict.column('user_id').doUpdateSet(changed))
    .execute();
}
