import { may } from '@betalt/core/access/may.ts';
import { type IssuerRole, isRole } from '@betalt/core/access/roles.ts';
import type { Database } from '../../db/database.ts';
import {
  findPersonToMail,
  type HolderToMail,
  listExtraRecipients,
  listHolders,
  listStaff,
  type PersonToMail,
} from '../../db/queries/mail-recipients.ts';
import { MAIL_LANGUAGES, type MailLanguage, type Why } from '../../mail/letters/letter.ts';

/** One address to write to, in whose language, and why. */
export interface Recipient {
  readonly address: string;
  readonly name: string | null;
  readonly language: MailLanguage;
  readonly why: Why;
}

const MONEY_STAFF: readonly IssuerRole[] = ['Issuer administrator', 'Issuer finance'];

/**
 * Who is written to about the invoices of a profile: everybody who may pay them, at whatever scope they hold the role, and the
 * addresses that the profile lists beside. No address twice; a person comes before the same address of the list.
 */
export async function payersOf(
  db: Database,
  { billingAccountId, billingProfileId }: { readonly billingAccountId: string; readonly billingProfileId: string },
): Promise<Recipient[]> {
  const holders = (await listHolders(db, billingAccountId)).filter((holder) => mayPay(holder, billingProfileId));
  const { addresses, country } = await listExtraRecipients(db, { billingAccountId, billingProfileId });
  const listed = addresses.map((address) => ({
    address,
    name: null,
    language: languageOf(null, country),
    why: 'listed' as const,
  }));
  return withoutDoubles([...holders.map((person) => toRecipient(person, country, 'pays')), ...listed]);
}

/** By the one table of who may do what: a role that pays, held where it reaches the profile. */
function mayPay(holder: HolderToMail, billingProfileId: string): boolean {
  const { role, user_id: userId, name, billing_profile_id, invoice_section_id } = holder;
  if (!isRole(role)) return false;
  const held = {
    role,
    billingProfileId: billing_profile_id ?? undefined,
    invoiceSectionId: invoice_section_id ?? undefined,
  };
  return may({ userId, name, roles: [held], issuerRoles: [] }, 'invoice.pay', { billingProfileId });
}

/** The vendor's own people who deal with money. Their language is their own choice, else English. */
export async function moneyStaff(db: Database): Promise<Recipient[]> {
  const staff = await listStaff(db, MONEY_STAFF);
  return withoutDoubles(staff.map((person) => toRecipient(person, null, 'staff')));
}

/** One person, such as who paid, in their own language or English; null for nobody. */
export async function personOf(db: Database, userId: string, why: Why): Promise<Recipient | null> {
  const person = await findPersonToMail(db, userId);
  return person === undefined ? null : toRecipient(person, null, why);
}

function toRecipient({ name, email, language }: PersonToMail, country: string | null, why: Why): Recipient {
  return { address: email, name, language: languageOf(language, country), why };
}

/** A person's own choice first, else that of the customer's country. */
function languageOf(chosen: string | null, country: string | null): MailLanguage {
  const own = MAIL_LANGUAGES.find((each) => each === chosen);
  return own ?? (country === 'NO' ? 'nb-NO' : 'en-US');
}

function withoutDoubles(recipients: readonly Recipient[]): Recipient[] {
  const byAddress = new Map<string, Recipient>();
  for (const each of recipients) {
    const key = each.address.toLowerCase();
    if (!byAddress.has(key)) byAddress.set(key, each);
  }
  return [...byAddress.values()];
}
