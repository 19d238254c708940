import { setTimeout as sleep } from 'node:timers/promises';
import type { Count } from '../count.ts';
import type { Dice } from '../dice.ts';
import { somePart, toUnits } from '../population/currencies.ts';
import type { Payer } from '../population/population.ts';
import { answerChallenge } from './challenge.ts';
import type { Desk, Order } from './desk.ts';
import type { Pace } from './pace.ts';
import { type Call, type Reply, send } from './send.ts';
import { type Statement, statementOf, type Testimony } from './testimony.ts';

/** What all payers share. */
export interface Counter {
  readonly desk: Desk;
  readonly pace: Pace;
  readonly testimony: Testimony;
  /** How they behaved. */
  readonly manners: Count;
  readonly apiPorts: readonly number[];
  readonly sandboxUrl: string;
  /** Whether this Betalt takes several invoices in one payment. */
  readonly mayBeSeveral: boolean;
  /** Trouble that comes with a press: faults of the gateway, dropped connections. */
  readonly trouble: (dice: Dice) => Promise<void>;
}

const OWN = 'api-version=2026-11-01-betalt';
const TRIES = 40;
const ANSWERS_WAITED_FOR = 8;

/** Presses *Pay now* again and again, as hurried people with bad connections do, until enough has been paid. */
export async function pay(counter: Counter, payer: Payer, dice: Dice): Promise<void> {
  for (let press = 1; await counter.pace.mayPay(); press += 1) {
    const order = counter.desk.take(dice, counter);
    if (order === undefined) return;
    await counter.trouble(dice);
    const told = await new Press(counter, payer, dice, order).make(`press-${press}`);
    if (told?.outcome !== 'succeeded' || order.bills.length > 1) continue;
    // A part has been paid: the rest is somebody's next press.
    const [bill] = order.bills;
    if (bill !== undefined && told.amountMinor !== null && told.amountMinor < bill.totalMinor)
      counter.desk.putBack(order);
  }
}

/** One press: everything that is sent because of it, and everything that is heard. */
class Press {
  readonly #counter: Counter;
  readonly #payer: Payer;
  readonly #dice: Dice;
  readonly #order: Order;

  constructor(counter: Counter, payer: Payer, dice: Dice, order: Order) {
    this.#counter = counter;
    this.#payer = payer;
    this.#dice = dice;
    this.#order = order;
  }

  /** @returns the last that was heard of it */
  async make(key: string): Promise<Statement | undefined> {
    const call = this.#callFor();
    const manner = this.#dice.weighed({
      'pressed once': 50,
      'double click': 15,
      'second tab': 12,
      'cut and tried again': 15,
      'asked again afterwards': 8,
    });
    this.#counter.manners.add(manner);
    const first = this.#ask(call, key, manner === 'cut and tried again' ? this.#dice.between(1, 250) : undefined);
    const beside =
      manner === 'double click'
        ? this.#ask(call, key)
        : manner === 'second tab'
          ? this.#ask(call, `${key}-tab`)
          : undefined;
    const told = await Promise.all([first, beside]);
    const heard = await Promise.all(told.map((each) => this.#follow(each)));
    if (manner === 'asked again afterwards') await this.#ask(call, key);
    const last = heard.find((each) => each?.outcome === 'succeeded') ?? heard[0];
    if (last?.status === 402 || last?.outcome === 'not_attempted' || last?.outcome === 'canceled')
      this.#counter.desk.putBack(this.#order);
    // Told to try again later, people wait a moment before they do.
    if (last?.outcome === 'not_attempted') await sleep(this.#dice.between(200, 900));
    return last;
  }

  #callFor(): Omit<Call, 'port'> {
    const { account, bills } = this.#order;
    const card = this.#dice.weighed({
      pays: 60,
      'pays too': 15,
      'is declined': 7,
      'is blocked as fraud': 4,
      'wants 3-D Secure': 11,
      'wants 3-D Secure, then has too little': 3,
    });
    this.#counter.manners.add(`card ${card}`);
    const paymentMethodId = `/providers/Microsoft.Billing/paymentMethods/${this.#payer.wallet[card]}`;
    const credits = this.#dice.happens(0.1) ? true : undefined;
    if (credits) this.#counter.manners.add('credit first');
    const base = `/providers/Microsoft.Billing/billingAccounts/${account.name}`;
    const asked = { method: 'POST', token: this.#payer.token } as const;
    const [bill] = bills;
    if (bills.length > 1 || bill === undefined) {
      this.#counter.manners.add('several invoices');
      const invoices = bills.map(({ name }) => ({ invoiceId: `${base}/invoices/${name}` }));
      return { ...asked, path: `${base}/payInvoices?${OWN}`, body: { paymentMethodId, credits, invoices } };
    }
    const isPart = this.#dice.happens(0.12);
    if (isPart) this.#counter.manners.add('part payment');
    const part = somePart(bill.totalMinor, account.currency, this.#dice);
    const amount = isPart ? { currency: account.currency, value: toUnits(part, account.currency) } : undefined;
    return { ...asked, path: `${base}/invoices/${bill.name}/pay?${OWN}`, body: { paymentMethodId, credits, amount } };
  }

  /** Sends until somebody answers, at whichever process: with the same key, so that it stays one payment. */
  async #ask(call: Omit<Call, 'port'>, key: string, cutAfterMs?: number): Promise<Statement | undefined> {
    for (let tries = 1; tries <= TRIES; tries += 1) {
      const cut = tries === 1 ? cutAfterMs : undefined;
      const reply = await send({ ...call, key, port: this.#dice.oneOf(this.#counter.apiPorts), cutAfterMs: cut });
      const told = reply === null ? undefined : this.#hear(reply, key);
      if (told !== undefined && !isWorthAnotherTry(told)) return told;
      await sleep(this.#dice.between(20, 300));
    }
    this.#counter.manners.add('gave up unanswered');
    return undefined;
  }

  /** While it is not decided: goes to the bank where that is asked for, and looks again, or goes away. */
  async #follow(told: Statement | undefined): Promise<Statement | undefined> {
    if (told?.status !== 202 || told.paymentId === null) return told;
    if (told.clientSecret !== null) await this.#goToTheBank(told.clientSecret, told.paymentId);
    else if (this.#dice.happens(0.25)) return told;
    const path = `/providers/Microsoft.Billing/billingAccounts/${this.#order.account.name}/operationResults/payment_${told.paymentId}?${OWN}`;
    let last = told;
    for (let looks = 1; looks <= ANSWERS_WAITED_FOR && last.status === 202; looks += 1) {
      await sleep(this.#dice.between(50, 400));
      const { token } = this.#payer;
      const reply = await send({ method: 'GET', path, token, port: this.#dice.oneOf(this.#counter.apiPorts) });
      const heard = reply === null ? undefined : this.#hear(reply, told.key.slice(told.key.indexOf(' ') + 1));
      if (heard?.paymentId === told.paymentId) last = heard;
    }
    return last;
  }

  async #goToTheBank(clientSecret: string, paymentId: string): Promise<void> {
    const what = this.#dice.weighed({ complete: 60, fail: 12, 'cancel here': 10, 'walk away': 18 });
    this.#counter.manners.add(`3-D Secure: ${what}`);
    if (what === 'complete' || what === 'fail') return answerChallenge(this.#counter.sandboxUrl, clientSecret, what);
    if (what === 'walk away') return;
    const path = `/providers/Microsoft.Billing/billingAccounts/${this.#order.account.name}/payments/${paymentId}/cancel?${OWN}`;
    await send({ method: 'POST', path, token: this.#payer.token, port: this.#dice.oneOf(this.#counter.apiPorts) });
  }

  #hear(reply: Reply, key: string): Statement {
    const { account, bills } = this.#order;
    const asked = {
      key: `${this.#payer.email} ${key}`,
      invoiceNames: bills.map(({ name }) => name),
      currency: account.currency,
    };
    const told = statementOf(reply, asked);
    this.#counter.testimony.add(told);
    return told;
  }
}

/** Nothing has been decided: a client sends it again, with the same key. */
function isWorthAnotherTry({ status, paymentId }: Statement): boolean {
  return paymentId === null && (status >= 500 || status === 429);
}
