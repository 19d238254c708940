import type { MessageDescriptor } from '@lingui/core';
import { msg } from '@lingui/core/macro';
import { statusWord } from '../../components/invoice-status/status-word.ts';
import { TYPE_WORDS } from './invoice-columns.ts';
import {
  INVOICE_TYPES,
  type InvoiceListSearch,
  STATUS_CHOICES,
  TIMESPANS,
  type Timespan,
} from './invoice-list-search.ts';

export type FilterKey = 'timespan' | 'status' | 'profile' | 'type' | 'amount';

export const FILTER_LABELS: Readonly<Record<FilterKey, MessageDescriptor>> = {
  timespan: msg`Timespan`,
  status: msg`Status`,
  profile: msg`Billing profile`,
  type: msg`Type`,
  amount: msg`Amount`,
};

/** Pills that are always there, because they always narrow the list or are wanted first. */
export const STANDING_FILTERS: readonly FilterKey[] = ['timespan', 'status'];

export const TIMESPAN_WORDS: Readonly<Record<Timespan, MessageDescriptor>> = {
  '30days': msg`Last 30 days`,
  '3months': msg`Last 3 months`,
  '6months': msg`Last 6 months`,
  '12months': msg`Last 12 months`,
  '24months': msg`Last 24 months`,
  all: msg`All time`,
};

/** One thing to tick or choose in a filter. */
export interface FilterOption {
  readonly value: string;
  readonly text: string;
}

/** The billing profiles of the account, as a filter offers them. */
export type ProfileOptions = readonly FilterOption[];

export type Say = (message: MessageDescriptor) => string;

export function optionsOf(
  key: Exclude<FilterKey, 'amount'>,
  profiles: ProfileOptions,
  say: Say,
): readonly FilterOption[] {
  switch (key) {
    case 'timespan':
      return TIMESPANS.map((value) => ({ value, text: say(TIMESPAN_WORDS[value]) }));
    case 'status':
      return STATUS_CHOICES.map((value) => ({ value, text: say(statusWord(value)) }));
    case 'profile':
      return profiles;
    case 'type':
      return INVOICE_TYPES.map((value) => ({ value, text: say(TYPE_WORDS[value]) }));
  }
}

/** The values chosen in a filter; none means that it does not narrow the list. */
export function chosenIn(key: Exclude<FilterKey, 'amount'>, search: InvoiceListSearch): readonly string[] {
  return key === 'timespan' ? [search.timespan] : search[key];
}

export function isSet(key: FilterKey, search: InvoiceListSearch): boolean {
  if (key === 'amount') return search.min !== undefined || search.max !== undefined;
  return chosenIn(key, search).length > 0;
}

/** The search with one filter's choice changed; what is not a possible choice is left out. */
export function withChoice(
  search: InvoiceListSearch,
  key: Exclude<FilterKey, 'amount'>,
  values: readonly string[],
): InvoiceListSearch {
  switch (key) {
    case 'timespan':
      return { ...search, timespan: TIMESPANS.find((timespan) => values.includes(timespan)) ?? search.timespan };
    case 'status':
      return { ...search, status: STATUS_CHOICES.filter((status) => values.includes(status)) };
    case 'profile':
      return { ...search, profile: values };
    case 'type':
      return { ...search, type: INVOICE_TYPES.filter((type) => values.includes(type)) };
  }
}

export function withoutFilter(search: InvoiceListSearch, key: FilterKey): InvoiceListSearch {
  return key === 'amount' ? { ...search, min: undefined, max: undefined } : withChoice(search, key, []);
}
