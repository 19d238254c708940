import type { Draft, InvoiceDraft, Party } from '../invoice-document.ts';
import { type Violation, violation } from '../violation.ts';

export function partyRules(draft: InvoiceDraft): Violation[] {
  return [
    ...party(draft.seller, 'seller', { country: 'BR-09', scheme: 'BR-62' }),
    ...party(draft.buyer, 'buyer', { country: 'BR-11', scheme: 'BR-63' }),
    ...vatNumbers(draft),
    ...sellerIdentity(draft),
    ...payee(draft),
    ...taxRepresentative(draft),
    ...delivery(draft),
    ...precedingInvoices(draft),
  ];
}

type PartyRuleNames = { readonly country: string; readonly scheme: string };

function party(found: Draft<Party> | undefined, path: 'seller' | 'buyer', rules: PartyRuleNames): Violation[] {
  const violations: Violation[] = [];
  if (found?.address && found.address.country === undefined) {
    const message = `The ${path}'s address has no country. Add its two-letter code.`;
    violations.push(violation(rules.country, `${path}.address.country`, message));
  }
  if (found?.electronicAddress && found.electronicAddress.scheme === undefined) {
    const message = `The ${path}'s electronic address has no scheme. Say which register it belongs to.`;
    violations.push(violation(rules.scheme, `${path}.electronicAddress`, message));
  }
  return violations;
}

/** A VAT number begins with the code of its country; Greece writes EL, Northern Ireland XI. */
function vatNumbers({ seller, buyer, taxRepresentative: representative }: InvoiceDraft): Violation[] {
  const numbers = { seller: seller?.vatId, buyer: buyer?.vatId, taxRepresentative: representative?.vatId };
  return Object.entries(numbers).flatMap(([path, vatId]) => {
    if (vatId === undefined || /^(?:[A-Z]{2}|1A)/.test(vatId)) return [];
    const message = `The VAT number ${vatId} does not begin with the code of a country. Write it as in NO123456785MVA.`;
    return [violation('BR-CO-09', `${path}.vatId`, message)];
  });
}

function sellerIdentity({ seller }: InvoiceDraft): Violation[] {
  if (!seller) return [];
  const identifiers = seller.identifiers?.filter((identifier) => identifier.scheme !== 'SEPA') ?? [];
  if (seller.vatId ?? seller.taxRegistrationId ?? seller.companyId ?? identifiers[0]) return [];
  const message = 'Nothing identifies the seller. Give a seller identifier, a company registration or a VAT number.';
  return [violation('BR-CO-26', 'seller', message)];
}

function payee({ payee: found, seller }: InvoiceDraft): Violation[] {
  if (!found) return [];
  if (found.name === undefined) {
    return [violation('BR-17', 'payee.name', 'The payee has no name. Add it, or leave the payee out.')];
  }
  const sellerIds = seller?.identifiers?.map((identifier) => identifier.id) ?? [];
  const isSeller = found.name === seller?.tradingName || (found.identifier && sellerIds.includes(found.identifier.id));
  if (!isSeller) return [];
  return [violation('BR-17', 'payee', 'The payee is the seller. Leave the payee out unless somebody else is paid.')];
}

function taxRepresentative({ taxRepresentative: found }: InvoiceDraft): Violation[] {
  if (!found) return [];
  const who = 'The tax representative';
  const violations: Violation[] = [];
  if (found.name === undefined) violations.push(violation('BR-18', 'taxRepresentative.name', `${who} has no name.`));
  if (found.vatId === undefined) {
    violations.push(violation('BR-56', 'taxRepresentative.vatId', `${who} has no VAT number. Add it.`));
  }
  if (!found.address) {
    violations.push(violation('BR-19', 'taxRepresentative.address', `${who} has no postal address. Add it.`));
  } else if (found.address.country === undefined) {
    violations.push(violation('BR-20', 'taxRepresentative.address.country', `${who}'s address has no country.`));
  }
  return violations;
}

function delivery({ delivery: found }: InvoiceDraft): Violation[] {
  if (!found?.address || found.address.country !== undefined) return [];
  return [violation('BR-57', 'delivery.address.country', 'The delivery address has no country. Add its code.')];
}

function precedingInvoices({ precedingInvoices: found = [] }: InvoiceDraft): Violation[] {
  return found.flatMap((invoice, index) =>
    invoice.number === undefined
      ? [violation('BR-55', `precedingInvoices[${index}].number`, 'A preceding invoice is named without its number.')]
      : [],
  );
}
