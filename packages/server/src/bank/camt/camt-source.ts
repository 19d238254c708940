import { type Currency, exponentOf, isCurrency } from '@betalt/core/money/currency.ts';
import type { Money } from '@betalt/core/money/money.ts';
import { type CalendarDate, parseCalendarDate } from '@betalt/core/shared/calendar-date.ts';
import { decimalText, parseDecimalNumber, roundToScale, shortest } from '@betalt/core/shared/decimal.ts';
import { MAX_PROBLEMS } from '../../xml/file-problem.ts';
import { pathOf, type XmlElement } from '../../xml/xml-tree.ts';

export interface CamtProblem {
  readonly rule: CamtRule;
  readonly offset: number;
  readonly path: string;
  readonly message: string;
  readonly facts: CamtFacts;
}

/** What a sentence in another language needs (http/present/bank-file-sentences.ts). */
export type CamtFacts = Readonly<Record<string, string>>;

interface Report {
  readonly message: string;
  readonly facts: CamtFacts;
  /** Steps below the element to what is not there. */
  readonly missing?: string;
}

export type CamtRule =
  | 'missing-element'
  | 'not-an-amount'
  | 'too-many-decimals'
  | 'amount-too-large'
  | 'currency-unknown'
  | 'not-a-date'
  | 'code-unknown'
  | 'balance-mismatch';

/** What a JSON number carries exactly (core/money/arm-number.ts), and far above any transfer. */
const MAX_AMOUNT_MINOR = 10n ** 15n;

/** ISO 20022 allows five decimals and eighteen digits in all; longer is no amount. */
const AMOUNT = /^\+?(\d{0,18})(?:\.(\d{0,18}))?$/;

/**
 * Reads fields out of a camt tree. What cannot be read becomes a problem with its place and `undefined`, and reading goes on, so
 * that all that is wrong with a file is told at once.
 */
export class CamtSource {
  readonly problems: CamtProblem[] = [];

  report(rule: CamtRule, at: XmlElement, { message, facts, missing = '' }: Report): void {
    if (this.problems.length >= MAX_PROBLEMS) return;
    const path = missing === '' ? pathOf(at) : `${pathOf(at)}/${missing}`;
    this.problems.push({ rule, offset: at.offset, path, message, facts });
  }

  /** Text that must be there. */
  required(parent: XmlElement, steps: string, what: string): string | undefined {
    const text = textAt(parent, steps);
    if (text === undefined) {
      const message = `There is no ${what} here. ISO 20022 demands ${steps}: ask the bank for the whole file.`;
      this.report('missing-element', parent, { message, facts: { steps }, missing: steps });
    }
    return text;
  }

  /** An amount with its currency, exact. More decimals than the currency has must be zeros. */
  amount(element: XmlElement): Money | undefined {
    const text = textOf(element);
    const code = element.attributes.get('Ccy') ?? '';
    if (!isCurrency(code)) {
      const message = `${JSON.stringify(code)} is not an active ISO 4217 currency code, such as NOK or EUR.`;
      this.report('currency-unknown', element, { message, facts: { code } });
      return undefined;
    }
    const minor = this.#minorUnits(element, text ?? '', code);
    return minor === undefined ? undefined : { currency: code, amountMinor: minor };
  }

  #minorUnits(element: XmlElement, text: string, currency: Currency): bigint | undefined {
    const [, whole = '', fraction = ''] = AMOUNT.exec(text) ?? [];
    const parsed = parseDecimalNumber(`${whole || '0'}${fraction === '' ? '' : `.${fraction}`}`);
    if (whole + fraction === '' || !parsed.ok) {
      const shown = JSON.stringify(text.slice(0, 40));
      const message = `${shown} is not an amount. It is digits with at most one dot, without sign.`;
      this.report('not-an-amount', element, { message, facts: { text: text.slice(0, 40) } });
      return undefined;
    }
    const value = shortest(parsed.value);
    const decimals = exponentOf(currency);
    if (value.scale > decimals) {
      const has = decimals === 0 ? 'no decimals' : `${decimals} decimals`;
      const message = `${decimalText(value)} ${currency} is more exact than money is: ${currency} has ${has}. Ask the bank what was booked.`;
      this.report('too-many-decimals', element, { message, facts: { amount: decimalText(value), currency } });
      return undefined;
    }
    const minor = roundToScale(value, decimals);
    if (minor < MAX_AMOUNT_MINOR) return minor;
    const message = `${decimalText(value)} ${currency} is more than Betalt books as one transfer. Ask the bank whether it is right.`;
    this.report('amount-too-large', element, { message, facts: { amount: decimalText(value), currency } });
    return undefined;
  }

  /** A choice of Dt and DtTm, by the calendar of whoever wrote it: the zone of a time is not changed. */
  date(parent: XmlElement, name: string): CalendarDate | undefined {
    const choice = childOf(parent, name);
    if (choice === undefined) return undefined;
    const element = childOf(choice, 'Dt') ?? childOf(choice, 'DtTm') ?? choice;
    return this.#calendarDate(element);
  }

  /** The day of an element that is a date or a time itself. */
  dayOf(parent: XmlElement, steps: string): CalendarDate | undefined {
    const element = elementAt(parent, steps);
    return element && this.#calendarDate(element);
  }

  #calendarDate(element: XmlElement): CalendarDate | undefined {
    const text = textOf(element) ?? '';
    const [, day = ''] = /^(\d{4}-\d{2}-\d{2})(?:T[\d:.]+)?(?:Z|[+-]\d{2}:\d{2})?$/.exec(text) ?? [];
    const parsed = parseCalendarDate(day);
    if (parsed.ok) return parsed.value;
    const message = `${JSON.stringify(text.slice(0, 40))} is not a day of the calendar, such as 2026-11-25.`;
    this.report('not-a-date', element, { message, facts: { text: text.slice(0, 40) } });
    return undefined;
  }

  /** One of the codes, or a problem. */
  code<Code extends string>(parent: XmlElement, name: string, codes: readonly Code[]): Code | undefined {
    const text = this.required(parent, name, `${name}, one of ${codes.join(', ')},`);
    const found = codes.find((each) => each === text);
    const element = childOf(parent, name);
    if (text !== undefined && element !== undefined && found === undefined) {
      const message = `${JSON.stringify(text.slice(0, 40))} is none of ${codes.join(', ')}. Ask the bank for a corrected file.`;
      this.report('code-unknown', element, { message, facts: { text: text.slice(0, 40), codes: codes.join(', ') } });
    }
    return found;
  }
}

export function childrenOf(parent: XmlElement | undefined, name: string): readonly XmlElement[] {
  return parent?.children.filter((each) => each.name === name) ?? [];
}

export function childOf(parent: XmlElement | undefined, name: string): XmlElement | undefined {
  return parent?.children.find((each) => each.name === name);
}

/** The first element at 'Refs/EndToEndId'. */
export function elementAt(parent: XmlElement | undefined, steps: string): XmlElement | undefined {
  return steps.split('/').reduce<XmlElement | undefined>(childOf, parent);
}

/** Its text with white space collapsed; undefined when it is absent or empty. */
export function textAt(parent: XmlElement | undefined, steps: string): string | undefined {
  return textOf(elementAt(parent, steps));
}

export function textOf(element: XmlElement | undefined): string | undefined {
  const text = element?.text.replaceAll(/\s+/g, ' ').trim();
  return text === '' ? undefined : text;
}
