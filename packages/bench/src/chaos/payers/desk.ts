import type { Dice } from '../dice.ts';
import type { Account, Bill } from '../population/population.ts';

/** What one press of *Pay now* is about: invoices of one account. */
export interface Order {
  readonly account: Account;
  readonly bills: readonly Bill[];
}

const MET_AT = 0.08;
const SEVERAL = 0.1;
const MOST_AT_ONCE = 4;
const RECENT = 12;

/**
 * Hands out the invoices to be paid. Most payers get one that nobody else has; some get one that another payer has in hand at this
 * moment, as two administrators of one company do.
 */
export class Desk {
  readonly #waiting: { readonly account: Account; readonly bills: Bill[] }[];
  #recent: Order[] = [];

  constructor(accounts: readonly Account[]) {
    this.#waiting = accounts.map((account) => ({ account, bills: [...account.bills] }));
  }

  /** @returns undefined when everything has been handed out */
  take(dice: Dice, { mayBeSeveral }: { readonly mayBeSeveral: boolean }): Order | undefined {
    if (this.#recent.length > 0 && dice.happens(MET_AT)) return dice.oneOf(this.#recent);
    const open = this.#waiting.filter(({ bills }) => bills.length > 0);
    if (open.length === 0) return undefined;
    const { account, bills } = dice.oneOf(open);
    const many = mayBeSeveral && dice.happens(SEVERAL) ? dice.between(2, MOST_AT_ONCE) : 1;
    const order = { account, bills: bills.splice(0, many) };
    this.#recent = [...this.#recent, order].slice(-RECENT);
    return order;
  }

  /** Not paid, or not whole: somebody else may try. */
  putBack({ account, bills }: Order): void {
    this.#waiting.find((each) => each.account === account)?.bills.push(...bills);
  }
}
