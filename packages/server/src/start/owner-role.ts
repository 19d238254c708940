import { createHmac } from 'node:crypto';
import pg from 'pg';

export const OWNER_ROLE = 'betalt_owner';

/**
 * Makes the role that Betalt itself works as on a cluster of its own: it owns the database and is no superuser, because a superuser
 * ignores the revokes that keep ledger rows insert-only.
 *
 * @param superuserUrl the embedded cluster's URL; its database may be new
 * @returns the same URL for the owner
 */
export async function becomeOwner(superuserUrl: string): Promise<string> {
  const client = new pg.Client({ connectionString: superuserUrl });
  await client.connect();
  try {
    const password = pg.escapeLiteral(ownerPassword(superuserUrl));
    await client.query(MAKE_ROLE);
    await client.query(`alter role ${OWNER_ROLE} password ${password}`);
    const name = pg.escapeIdentifier(decodeURIComponent(new URL(superuserUrl).pathname.slice(1)));
    await client.query(`alter database ${name} owner to ${OWNER_ROLE}`);
  } finally {
    await client.end();
  }
  return ownerUrl(superuserUrl);
}

export function ownerUrl(superuserUrl: string): string {
  const url = new URL(superuserUrl);
  url.username = OWNER_ROLE;
  url.password = ownerPassword(superuserUrl);
  return url.href;
}

/** Derived from the superuser's, so that there is one secret in the data folder, and knowing this one does not give that one. */
function ownerPassword(superuserUrl: string): string {
  return createHmac('sha256', new URL(superuserUrl).password).update(OWNER_ROLE).digest('base64url');
}

// Roles belong to the whole cluster: two databases made at once may both come here.
const MAKE_ROLE = `do $$ begin
  create role ${OWNER_ROLE} login nosuperuser nocreatedb nocreaterole;
exception when duplicate_object or unique_violation then null;
end $$`;
