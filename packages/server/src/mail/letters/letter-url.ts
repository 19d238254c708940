import type { Letter } from './letter.ts';
import type { PortalLinks } from './portal-links.ts';

/** Where a letter's button leads: to the very thing that it asks for. */
export function letterUrl(letter: Letter, links: PortalLinks): string {
  switch (letter.kind) {
    case 'invoice_issued':
    case 'due_soon':
    case 'due_today':
      return letter.chargedTo === null ? links.payNow(letter.invoice.name) : links.invoice(letter.invoice.name);
    case 'reminder':
    case 'profile_warned':
    case 'profile_disabled':
    case 'payment_declined':
    case 'authentication_needed':
      return links.payNow(letter.invoice.name);
    case 'receipt':
    case 'refund_made':
      return ofOne(letter.invoices, links);
    case 'dispute_opened':
      return links.payments();
    case 'card_expires':
      return links.paymentMethods(letter.profile);
    case 'test':
      return links.home;
  }
}

function ofOne(invoices: readonly { readonly name: string }[], links: PortalLinks): string {
  const [only, ...others] = invoices;
  return only === undefined || others.length > 0 ? links.payments() : links.invoice(only.name);
}
