import { CURRENT_AGREEMENT } from '../app/accounts/agreement.ts';
import type { Tx } from '../db/database.ts';
import { insertRows } from '../db/queries/issue-rows.ts';
import type { DemoAccount, DemoAddress, DemoProfile } from './demo-customers.ts';
import { demoId } from './demo-id.ts';
import { demoPerson } from './demo-people.ts';

/** A customer of the demo with profiles, sections, roles and the accepted agreement, as sign-up leaves them. */
export async function writeDemoAccount(tx: Tx, account: DemoAccount, at: Date): Promise<void> {
  const owner = demoPerson(account.owner);
  const own = <Row extends object>(rows: readonly Row[]) =>
    rows.map((row) => Object.assign({ billing_account_id: account.billingAccountId }, row));
  const people = [...new Set(account.assignments.map(({ email }) => demoPerson(email).userId))];
  await insertRows(tx, {
    user_account: own(people.map((user_id) => ({ user_id }))),
    billing_account: own([accountRow(account, at)]),
    billing_profile: own(account.profiles.map((profile) => profileRow(account, profile, at))),
    invoice_section: own(account.profiles.flatMap((profile) => sectionRows(profile, at))),
    role_assignment: own(roleRows(account, at)),
    agreement_acceptance: own([
      { agreement_version: CURRENT_AGREEMENT.version, user_id: owner.userId, accepted_at: at },
    ]),
    activity_log: own([creation(owner, account, at)]),
  });
}

function accountRow({ organizationId, displayName, soldTo, timeZone }: DemoAccount, at: Date) {
  return {
    organization_id: organizationId,
    display_name: displayName,
    agreement_type: 'MicrosoftCustomerAgreement',
    account_type: 'Business',
    status: 'Active',
    sold_to: { ...soldTo },
    time_zone: timeZone,
    invoices_issued: 0n,
    created_at: at,
  };
}

function profileRow({ soldTo, owner }: DemoAccount, profile: DemoProfile, at: Date) {
  const billTo: DemoAddress & { email: string } = { ...soldTo, companyName: profile.displayName, email: owner };
  return {
    billing_profile_id: profile.billingProfileId,
    name: profile.name,
    display_name: profile.displayName,
    currency: profile.currency,
    bill_to: { ...billTo },
    invoice_day: 5,
    invoice_email_opt_in: true,
    status: 'Active',
    created_at: at,
  };
}

function sectionRows({ billingProfileId, sections }: DemoProfile, at: Date) {
  return sections.map((section, index) => ({
    invoice_section_id: section.invoiceSectionId,
    billing_profile_id: billingProfileId,
    name: section.name,
    display_name: section.displayName,
    state: 'Active',
    // The first section takes what names none: their order is the order in which they were made.
    created_at: new Date(at.getTime() + index * 1000),
  }));
}

function roleRows({ assignments, profiles, owner, displayName }: DemoAccount, at: Date) {
  return assignments.map(({ email, role, profile }) => ({
    role_assignment_id: demoId(`role ${displayName} ${email} ${role}`),
    user_id: demoPerson(email).userId,
    role,
    billing_profile_id: profiles.find(({ name }) => name === profile)?.billingProfileId ?? null,
    created_by: demoPerson(owner).userId,
    created_at: at,
  }));
}

function creation(owner: { userId: string; name: string }, { displayName }: DemoAccount, at: Date) {
  return {
    activity_id: demoId(`creation ${displayName}`),
    at,
    actor_id: owner.userId,
    actor_name: owner.name,
    action: 'account.create',
    result: 'Succeeded',
    facts: { agreementVersion: CURRENT_AGREEMENT.version },
  };
}
