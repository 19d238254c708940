import type { Draft, Identifier, InvoiceDraft } from '../invoice-document.ts';
import { type Violation, violation } from '../violation.ts';

/** A scheme without its number says nothing; files in UBL cannot have it, other forms can. */
export function identifierRules(draft: InvoiceDraft): Violation[] {
  return [...identifiersOf(draft)].flatMap(([path, identifier]) =>
    identifier && identifier.id === undefined
      ? [violation('identifier-without-id', `${path}.id`, 'The identifier has no value. Add it, or leave it out.')]
      : [],
  );
}

type Found = [path: string, identifier: Draft<Identifier> | undefined];

function* identifiersOf({ seller, buyer, payee, lines = [] }: InvoiceDraft): Generator<Found> {
  for (const [path, party] of Object.entries({ seller, buyer })) {
    yield [`${path}.companyId`, party?.companyId];
    yield [`${path}.electronicAddress`, party?.electronicAddress];
    for (const [index, identifier] of (party?.identifiers ?? []).entries()) {
      yield [`${path}.identifiers[${index}]`, identifier];
    }
  }
  yield ['payee.identifier', payee?.identifier];
  yield ['payee.companyId', payee?.companyId];
  for (const [index, line] of lines.entries()) yield [`lines[${index}].standardItemId`, line.standardItemId];
}
