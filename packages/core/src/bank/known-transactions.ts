import type { BankTransaction } from './bank-transaction.ts';

/** A transaction of the same account that is stored already. */
export type KnownTransaction = BankTransaction & {
  readonly bankTransactionId: string;
  /** Money was booked for it, or a person decided about it. */
  readonly isDecided: boolean;
};

export interface SortedOut {
  /** In the order of the file. */
  readonly fresh: readonly BankTransaction[];
  readonly knownCount: number;
  /** Batches that were stored as one and whose parts came now. */
  readonly replacedIds: readonly string[];
}

/**
 * Which transactions of a file are new. Statements overlap, and a camt.054 of the day is followed by the camt.053 of the evening, perhaps
 * with a batch where the other had its parts. Each stored one answers for one of the file, so that two transfers that are alike in
 * everything stay two.
 */
export function sortOut(incoming: readonly BankTransaction[], known: readonly KnownTransaction[]): SortedOut {
  const left = new KnownLeft(known);
  // What is alike in everything first: it must not answer for another that only resembles it.
  const others = incoming.filter((transaction) => !left.takeAlike(transaction));
  const unknown = others.filter((transaction) => !left.takeSame(transaction));
  const replacedIds: string[] = [];
  // Only what nothing stored answers for by itself may be a batch of parts, or the parts of a batch.
  const fresh = entriesOf(unknown).filter((entry) =>
    entry.length === 1 && entry[0] !== undefined ? !takeParts(entry[0], left) : !takeBatch(entry, left, replacedIds),
  );
  const freshOnes = fresh.flat();
  return { fresh: freshOnes, knownCount: incoming.length - freshOnes.length, replacedIds };
}

/** Stored ones that no transaction of the file has answered for yet. By amount, so that a long statement is not compared all with all. */
class KnownLeft {
  readonly #left: Set<KnownTransaction>;
  readonly #alike: Map<string, KnownTransaction[]>;
  readonly #byAmount: Map<bigint, KnownTransaction[]>;
  readonly #byEntry: Map<string | undefined, KnownTransaction[]>;

  constructor(known: readonly KnownTransaction[]) {
    this.#left = new Set(known);
    this.#alike = Map.groupBy(known, allOf);
    this.#byAmount = Map.groupBy(known, ({ amountMinor }) => amountMinor);
    this.#byEntry = Map.groupBy(known, ({ entryReference }) => entryReference);
  }

  takeAlike(transaction: BankTransaction): boolean {
    const found = this.#alike.get(allOf(transaction))?.shift();
    return found !== undefined && this.take(found);
  }

  takeSame(transaction: BankTransaction): boolean {
    const found = this.#byAmount
      .get(transaction.amountMinor)
      ?.find((each) => this.#left.has(each) && isSameTransaction(each, transaction));
    return found !== undefined && this.take(found);
  }

  /** Those of one entry of the bank. */
  ofEntry(transaction: BankTransaction): KnownTransaction[] {
    const { entryReference } = transaction;
    const all = entryReference === undefined ? [] : (this.#byEntry.get(entryReference) ?? []);
    return all.filter((each) => this.#left.has(each) && isSameEntry(each, transaction));
  }

  take(known: KnownTransaction): boolean {
    return this.#left.delete(known);
  }
}

/**
 * Whether two files tell of the same movement. What both say must agree; and both must have said something that tells it from others, or
 * say the same of everything.
 */
export function isSameTransaction(one: BankTransaction, other: BankTransaction): boolean {
  if (!isAlike(one, other) || one.amountMinor !== other.amountMinor) return false;
  // Unique by its standard, whatever the bank calls it in another message.
  if (one.uetr !== undefined && one.uetr === other.uetr) return true;
  const contradicts = (key: TextKey) => one[key] !== undefined && other[key] !== undefined && one[key] !== other[key];
  if (MARKS.some(contradicts) || contradicts('bookedOn')) return false;
  const [ours, theirs] = [referencesOf(one), referencesOf(other)];
  if (ours !== '' && theirs !== '' && ours !== theirs) return false;
  const agrees = (key: TextKey) => one[key] !== undefined && one[key] === other[key];
  if (MARKS.some(agrees) || (ours !== '' && ours === theirs)) return true;
  return DESCRIPTION.every((key) => one[key] === other[key]) && ours === theirs;
}

/** All that a bank says of a transaction, as one text. */
function allOf(transaction: BankTransaction): string {
  const { direction, isReversal, currency, amountMinor, valueOn, instructionId } = transaction;
  const texts = [...MARKS, ...DESCRIPTION].map((key) => transaction[key] ?? null);
  const own = [direction, isReversal, currency, amountMinor.toString(), valueOn ?? null, instructionId ?? null];
  return JSON.stringify([...own, ...texts, referencesOf(transaction)]);
}

/** What banks and payers tell transactions by. */
const MARKS = ['partReference', 'entryReference', 'uetr', 'transactionId', 'endToEndId'] as const;
const DESCRIPTION = ['counterpartyName', 'counterpartyAccount', 'remittance', 'bookedOn'] as const;

type TextKey = (typeof MARKS)[number] | (typeof DESCRIPTION)[number];

function isAlike(one: BankTransaction, other: BankTransaction): boolean {
  return one.direction === other.direction && one.isReversal === other.isReversal && one.currency === other.currency;
}

function referencesOf({ references }: BankTransaction): string {
  return references.map(({ text }) => text).join('\n');
}

/** Transactions in a row that share the bank's reference of the entry are the parts of one. */
function entriesOf(incoming: readonly BankTransaction[]): BankTransaction[][] {
  const entries: BankTransaction[][] = [];
  for (const transaction of incoming) {
    const last = entries.at(-1);
    const { entryReference } = transaction;
    if (last !== undefined && entryReference !== undefined && last[0]?.entryReference === entryReference)
      last.push(transaction);
    else entries.push([transaction]);
  }
  return entries;
}

/** The parts of a batch that is stored as one: they replace it, unless something was decided about it. */
function takeBatch(parts: readonly BankTransaction[], left: KnownLeft, replacedIds: string[]): boolean {
  const [first] = parts;
  if (first === undefined) return false;
  const total = sumOf(parts);
  const whole = left.ofEntry(first).find(({ amountMinor }) => amountMinor === total);
  if (whole === undefined) return false;
  left.take(whole);
  if (whole.isDecided) return true;
  replacedIds.push(whole.bankTransactionId);
  return false;
}

/** A batch whose parts are stored. */
function takeParts(whole: BankTransaction, left: KnownLeft): boolean {
  const parts = left.ofEntry(whole);
  if (parts.length < 2 || sumOf(parts) !== whole.amountMinor) return false;
  for (const part of parts) left.take(part);
  return true;
}

function isSameEntry(one: BankTransaction, other: BankTransaction): boolean {
  const isSame = one.entryReference !== undefined && one.entryReference === other.entryReference;
  const isSameDay = one.bookedOn === undefined || other.bookedOn === undefined || one.bookedOn === other.bookedOn;
  return isSame && isSameDay && isAlike(one, other);
}

function sumOf(transactions: readonly BankTransaction[]): bigint {
  return transactions.reduce((total, each) => total + each.amountMinor, 0n);
}
