import { randomUUID } from 'node:crypto';
import { isCurrency } from '@betalt/core/money/currency.ts';
import { isTimeZone } from '@betalt/core/shared/calendar-date.ts';
import { err, ok, type Result } from '@betalt/core/shared/result.ts';
import { type Database, inTransaction, type Tx } from '../../db/database.ts';
import { newId } from '../../db/new-id.ts';
import { accountName } from '../../identity/account-name.ts';
import { CURRENT_AGREEMENT } from './agreement.ts';

export interface CreateBillingAccountDependencies {
  readonly database: { readonly db: Database };
  readonly clock: () => Date;
  /** Told after the commit. */
  readonly outboxSignal: { notify(): void };
}

/** What the founder says about the customer. */
export interface NewBillingAccount {
  readonly companyName: string;
  /** ISO 3166-1 alpha-2 */
  readonly country: string;
  /** ISO 4217 */
  readonly currency: string;
  /** IANA */
  readonly timeZone: string;
  readonly addressLine1: string;
  readonly postalCode?: string | undefined;
  readonly city: string;
  readonly acceptedAgreementVersion: string;
}

export type CreateBillingAccountRejection =
  | { readonly code: 'AgreementVersionNotCurrent'; readonly current: string }
  | { readonly code: 'CurrencyNotSupported'; readonly currency: string }
  | { readonly code: 'CountryNotSupported'; readonly country: string }
  | { readonly code: 'TimeZoneNotKnown'; readonly timeZone: string };

export interface Founder {
  readonly userId: string;
  readonly name: string;
  readonly email: string;
  /** From where the agreement was accepted. */
  readonly networkAddress: string | null;
}

export interface CreatedBillingAccount {
  readonly billingAccountId: string;
  /** In URLs. */
  readonly name: string;
  readonly billingProfileId: string;
  readonly invoiceSectionId: string;
}

/**
 * Opens a billing account under the vendor's customer agreement: the account, its first billing profile in the chosen currency with one
 * invoice section, the recorded acceptance, and the founder as *Billing account owner*. All of it or nothing.
 */
export async function createBillingAccount(
  { database, clock, outboxSignal }: CreateBillingAccountDependencies,
  founder: Founder,
  request: NewBillingAccount,
): Promise<Result<CreatedBillingAccount, CreateBillingAccountRejection>> {
  const rejection = refusal(request);
  if (rejection !== null) return err(rejection);
  const result = await inTransaction<CreatedBillingAccount, CreateBillingAccountRejection>(database.db, async (tx) =>
    ok(await insertAccount(tx, founder, request, clock())),
  );
  outboxSignal.notify();
  return result;
}

function refusal(request: NewBillingAccount): CreateBillingAccountRejection | null {
  const { acceptedAgreementVersion, currency, country, timeZone } = request;
  const current = CURRENT_AGREEMENT.version;
  if (acceptedAgreementVersion !== current) return { code: 'AgreementVersionNotCurrent', current };
  if (!isCurrency(currency)) return { code: 'CurrencyNotSupported', currency };
  if (!isCountry(country)) return { code: 'CountryNotSupported', country };
  if (!isTimeZone(timeZone)) return { code: 'TimeZoneNotKnown', timeZone };
  return null;
}

/** CLDR has a name for every assigned ISO 3166-1 code, and gives back what it has none for. */
function isCountry(code: string): boolean {
  return code !== 'ZZ' && new Intl.DisplayNames('en', { type: 'region', fallback: 'none' }).of(code) !== undefined;
}

async function insertAccount(
  tx: Tx,
  founder: Founder,
  request: NewBillingAccount,
  now: Date,
): Promise<CreatedBillingAccount> {
  const billing_account_id = newId();
  const organization_id = randomUUID();
  const account = { billing_account_id };
  const address = JSON.stringify(addressOf(request, founder));
  // Global before account rows: whoever finds the account finds the person's way to it.
  await tx
    .insertInto('user_account')
    .values({ ...account, user_id: founder.userId })
    .execute();
  await tx
    .insertInto('billing_account')
    .values({
      ...account,
      organization_id,
      display_name: request.companyName.trim(),
      agreement_type: 'MicrosoftCustomerAgreement',
      account_type: 'Business',
      sold_to: address,
      time_zone: request.timeZone,
      created_at: now,
    })
    .execute();
  const places = await insertFirstPlaces(tx, billing_account_id, request, address, now);
  await insertOwner(tx, billing_account_id, founder, request, now);
  return {
    billingAccountId: billing_account_id,
    name: accountName({ billingAccountId: billing_account_id, organizationId: organization_id }),
    ...places,
  };
}

async function insertFirstPlaces(
  tx: Tx,
  billing_account_id: string,
  request: NewBillingAccount,
  address: string,
  now: Date,
) {
  const billingProfileId = newId();
  const invoiceSectionId = newId();
  const shared = { billing_account_id, billing_profile_id: billingProfileId, created_at: now };
  await tx
    .insertInto('billing_profile')
    .values({
      ...shared,
      name: placeName(billingProfileId),
      display_name: request.companyName.trim(),
      currency: request.currency,
      bill_to: address,
    })
    .execute();
  await tx
    .insertInto('invoice_section')
    .values({
      ...shared,
      invoice_section_id: invoiceSectionId,
      name: placeName(invoiceSectionId),
      display_name: request.companyName.trim(),
    })
    .execute();
  return { billingProfileId, invoiceSectionId };
}

async function insertOwner(
  tx: Tx,
  billing_account_id: string,
  founder: Founder,
  request: NewBillingAccount,
  now: Date,
): Promise<void> {
  const account = { billing_account_id };
  const { userId: user_id, networkAddress } = founder;
  await tx
    .insertInto('agreement_acceptance')
    .values({
      ...account,
      agreement_version: request.acceptedAgreementVersion,
      user_id,
      accepted_at: now,
      ip_address: networkAddress,
    })
    .execute();
  await tx
    .insertInto('role_assignment')
    .values({
      ...account,
      role_assignment_id: newId(),
      user_id,
      role: 'Billing account owner',
      created_by: user_id,
      created_at: now,
    })
    .execute();
  const facts = JSON.stringify({ agreementVersion: request.acceptedAgreementVersion, currency: request.currency });
  await tx
    .insertInto('activity_log')
    .values({
      ...account,
      activity_id: newId(),
      at: now,
      actor_id: user_id,
      actor_name: founder.name,
      action: 'account.create',
      result: 'Succeeded',
      facts,
    })
    .execute();
  await tx
    .insertInto('outbox_event')
    .values({
      ...account,
      event_id: newId(),
      type: 'account.created',
      facts: JSON.stringify({ invoiceNames: [], billingProfileIds: [] }),
      created_at: now,
    })
    .execute();
}

/** ARM's address; the founder is its contact. */
function addressOf(request: NewBillingAccount, founder: Founder): Record<string, string> {
  const { companyName, addressLine1, postalCode, city, country } = request;
  return {
    companyName: companyName.trim(),
    addressLine1,
    ...(postalCode === undefined ? {} : { postalCode }),
    city,
    country,
    email: founder.email,
  };
}

/** Names of profiles and sections in Azure's own form, XXXX-XXXX-XXX-XXX, from an id's random end. */
function placeName(id: string): string {
  const letters = BigInt(`0x${id.replaceAll('-', '').slice(-18)}`)
    .toString(36)
    .toUpperCase()
    .padStart(14, '0')
    .slice(-14);
  return [letters.slice(0, 4), letters.slice(4, 8), letters.slice(8, 11), letters.slice(11, 14)].join('-');
}
