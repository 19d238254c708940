import type { Language } from '@betalt/contract/portal/session.ts';
import type { Actor, HeldRole } from '@betalt/core/access/may.ts';
import { type IssuerRole, isIssuerRole, isRole } from '@betalt/core/access/roles.ts';
import type pg from 'pg';
import { type AccountRef, accountName } from './account-name.ts';
import type { Credential } from './credential.ts';

/** Who asks. */
export interface Principal {
  readonly userId: string;
  readonly name: string;
  readonly email: string;
  /** From Settings; null: the browser decides. */
  readonly language: Language | null;
  readonly issuerRoles: readonly IssuerRole[];
  readonly kind: Credential['kind'];
  /** Of a session, when it was last seen, at most every five minutes. */
  readonly seenAt: Date | null;
}

/** The account that the request is about, as far as every request needs it. */
export interface RequestAccount extends AccountRef {
  /** In URLs. */
  readonly name: string;
  readonly displayName: string;
  readonly agreementType: string;
  /** IANA zone: due dates turn there. */
  readonly timeZone: string;
}

export interface LoadedActor {
  readonly principal: Principal;
  /** Without an account asked for: no roles on any. */
  readonly actor: Actor;
  /** null when none was asked for, or none of that name exists. */
  readonly account: RequestAccount | null;
}

/** A session ends after twelve hours without a request, and thirty days after sign-in whatever happens. */
export const SESSION_IDLE_MS = 12 * 3_600_000;
export const SESSION_LIFETIME_MS = 30 * 24 * 3_600_000;

/**
 * Everything that is to be known before a request may be answered, in one round trip by one prepared statement:
 * is the credential good, whose is it, what do they hold on the account.
 *
 * @returns null when the credential opens nothing (unknown, expired, revoked).
 */
export async function loadActor(
  pool: Pick<pg.Pool, 'query'>,
  credential: Credential,
  account: AccountRef | null,
  now: Date,
): Promise<LoadedActor | null> {
  const { name, text } = credential.kind === 'token' ? BY_TOKEN : BY_SESSION;
  const key = credential.kind === 'token' ? credential.tokenHash : credential.sessionToken;
  const idleSince = new Date(now.getTime() - SESSION_IDLE_MS);
  const values = [key, now, ...(credential.kind === 'session' ? [idleSince] : [])];
  const row = (
    await pool.query<ActorRow>({
      name,
      text,
      values: [account?.billingAccountId ?? null, account?.organizationId ?? null, ...values],
    })
  ).rows[0];
  return row === undefined ? null : fromRow(row, credential.kind, account);
}

interface ActorRow {
  readonly user_id: string;
  readonly name: string;
  readonly email: string;
  readonly language: Language | null;
  readonly seen_at: Date | null;
  readonly issuer_roles: readonly string[] | null;
  readonly roles: readonly { role: string; p: string | null; s: string | null }[] | null;
  readonly display_name: string | null;
  readonly agreement_type: string | null;
  readonly time_zone: string | null;
}

// $1 and $2 name the account; both null when the path names none.
const PERSON = `select u.user_id, u.name, u.email, s.language, c.seen_at, b.display_name, b.agreement_type, b.time_zone,
  (select json_agg(i.role) from issuer_role_assignment i where i.user_id = u.user_id) as issuer_roles,
  (select json_agg(json_build_object('role', r.role, 'p', r.billing_profile_id, 's', r.invoice_section_id))
     from role_assignment r where r.billing_account_id = b.billing_account_id and r.user_id = u.user_id) as roles
from`;
const ACCOUNT = `join app_user u on u.user_id = c.user_id
left join user_setting s on s.user_id = u.user_id
left join billing_account b on b.billing_account_id = $1 and b.organization_id = $2`;
const BY_TOKEN = {
  name: 'actor-by-token',
  text: `${PERSON} (select user_id, null::timestamptz as seen_at from access_token
  where token_hash = $3 and expires_at > $4 and revoked_at is null) c ${ACCOUNT}`,
};
const BY_SESSION = {
  name: 'actor-by-session',
  text: `${PERSON} (select user_id, updated_at as seen_at from user_session
  where token = $3 and expires_at > $4 and updated_at > $5) c ${ACCOUNT}`,
};

function fromRow(row: ActorRow, kind: Credential['kind'], asked: AccountRef | null): LoadedActor {
  const { user_id: userId, name, email, language, seen_at: seenAt } = row;
  const issuerRoles = (row.issuer_roles ?? []).filter(isIssuerRole);
  const account: RequestAccount | null =
    asked === null || row.display_name === null
      ? null
      : {
          ...asked,
          name: accountName(asked),
          displayName: row.display_name,
          agreementType: row.agreement_type ?? '',
          timeZone: row.time_zone ?? 'UTC',
        };
  const roles = (row.roles ?? []).flatMap(({ role, p, s }): HeldRole[] =>
    isRole(role) ? [{ role, billingProfileId: p ?? undefined, invoiceSectionId: s ?? undefined }] : [],
  );
  return {
    principal: { userId, name, email, language, issuerRoles, kind, seenAt },
    actor: { userId, name, roles, issuerRoles },
    account,
  };
}
