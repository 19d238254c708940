import { assert } from '../shared/assert.ts';
import { type JournalEntry, mirror } from './journal-entry.ts';

/**
 * An invoice is void, as if it had never been issued: the mirror of its issue.
 * @throws AssertionFailure when given another kind of entry.
 */
export function voidEntry(issued: JournalEntry): JournalEntry {
  assert(issued.kind === 'issue', `only an issue can be voided, not ${issued.kind}`);
  return mirror(issued, 'void');
}
