import type { DisplayStatus, Invoice } from '@betalt/contract/invoices/invoice.ts';
import type { MessageDescriptor } from '@lingui/core';
import { msg } from '@lingui/core/macro';

/** The one word of each status, as the journey fixes it in every language. */
export function statusWord(status: DisplayStatus): MessageDescriptor {
  return WORDS[status];
}

/** The status that a person reads: the server's own, or Azure's where an older shape was answered. */
export function displayStatusOf({ displayStatus, status }: Invoice['properties']): DisplayStatus {
  if (displayStatus) return displayStatus;
  if (status === 'OverDue') return 'PastDue';
  if (status === 'Other') return 'Credit';
  return status === 'Locked' ? 'Processing' : status;
}

const WORDS: Readonly<Record<DisplayStatus, MessageDescriptor>> = {
  Due: msg`Due`,
  PastDue: msg`Past due`,
  Processing: msg`Processing`,
  Paid: msg`Paid`,
  Void: msg`Void`,
  Disputed: msg`Disputed`,
  Credit: msg`Credit`,
  CreditUsed: msg`Credit used`,
};
