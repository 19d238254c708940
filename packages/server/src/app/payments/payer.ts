import { type Actor, profilesWhere } from '@betalt/core/access/may.ts';

/** Who pays, and what they may pay: a person by their roles, an automatic payment, or whoever holds a pay link. */
export interface Payer {
  /** Whose idempotency keys these are, and whose own methods may be used. */
  readonly principalId: string;
  readonly name: string;
  /** The person; null when nobody pressed anything, or nobody is known. */
  readonly paidBy: string | null;
  readonly readableProfiles: 'all' | readonly string[];
  readonly payableProfiles: 'all' | readonly string[];
  /** Off session: the payer is not there to answer their bank. */
  readonly isAutomatic: boolean;
  /** The link whose card may be used, and which is the principal. */
  readonly payLinkId: string | null;
}

/** A person, by the roles that they hold on the account. */
export function payerOf(actor: Actor): Payer {
  return {
    principalId: actor.userId,
    name: actor.name,
    paidBy: actor.userId,
    readableProfiles: profilesWhere(actor, 'invoice.read'),
    payableProfiles: profilesWhere(actor, 'invoice.pay'),
    isAutomatic: false,
    payLinkId: null,
  };
}

/** The timetable of a profile, which pays with methods that are linked to it. */
export function automaticPayer(billingProfileId: string): Payer {
  return {
    principalId: billingProfileId,
    name: 'Automatic payment',
    paidBy: null,
    readableProfiles: [billingProfileId],
    payableProfiles: [billingProfileId],
    isAutomatic: true,
    payLinkId: null,
  };
}

/** Whoever holds a pay link: one invoice's profile, and only with a card that was entered on the link's own page. */
export function payLinkPayer({
  payLinkId,
  billingProfileId,
}: {
  readonly payLinkId: string;
  readonly billingProfileId: string;
}): Payer {
  return {
    principalId: payLinkId,
    name: 'Pay link',
    paidBy: null,
    readableProfiles: [billingProfileId],
    payableProfiles: [billingProfileId],
    isAutomatic: false,
    payLinkId,
  };
}
