import { err, ok, type Result } from '../../shared/result.ts';
import type { InvoiceDocument, InvoiceDraft } from './invoice-document.ts';
import { allowanceRules } from './rules/allowances.ts';
import { dateRules } from './rules/dates.ts';
import { identifierRules } from './rules/identifiers.ts';
import { lineRules } from './rules/lines.ts';
import { partyRules } from './rules/parties.ts';
import { paymentRules } from './rules/payment.ts';
import { peppolRules } from './rules/peppol.ts';
import { presenceRules } from './rules/presence.ts';
import { taxRules } from './rules/tax.ts';
import { taxCategoryRules } from './rules/tax-categories.ts';
import { totalRules } from './rules/totals.ts';
import type { Violation } from './violation.ts';

const ruleBooks = [
  presenceRules,
  partyRules,
  identifierRules,
  dateRules,
  paymentRules,
  lineRules,
  allowanceRules,
  totalRules,
  taxRules,
  taxCategoryRules,
  peppolRules,
];

/**
 * Every rule of EN 16931 that the document breaks, by its official name, and those of Peppol BIS Billing 3 where the
 * document says that it follows them; none when it may be booked. A figure that is missing is reported once, as missing:
 * sums that would need it are left alone. Source of the rules: the Schematron files of CEN/TC 434 and OpenPeppol.
 */
export function checkInvoiceDocument(draft: InvoiceDraft): Violation[] {
  return ruleBooks.flatMap((rules) => rules(draft));
}

/** The draft as a whole document, or all that is wrong with it. */
export function completeInvoiceDocument(draft: InvoiceDraft): Result<InvoiceDocument, Violation[]> {
  const violations = checkInvoiceDocument(draft);
  // The presence rules cover every field that InvoiceDocument requires; a test removes each of them in turn.
  return violations.length === 0 ? ok(withoutAbsent(draft) as InvoiceDocument) : err(violations);
}

/** A draft says `undefined` where a field was looked for and not found; a document leaves such fields out. */
function withoutAbsent(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withoutAbsent);
  if (typeof value !== 'object' || value === null) return value;
  const present = Object.entries(value).filter(([, field]) => field !== undefined);
  return Object.fromEntries(present.map(([name, field]) => [name, withoutAbsent(field)]));
}
