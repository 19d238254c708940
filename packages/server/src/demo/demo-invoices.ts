import { addDays, type CalendarDate, calendarDate } from '@betalt/core/shared/calendar-date.ts';
import { FJORD, KANSO } from './demo-customers.ts';
import type { DemoInvoice, DemoLine } from './demo-invoice.ts';

const MONTHS = 24;
const KANSO_MONTHS = 12;
const [NORGE = '', INTERNATIONAL = ''] = FJORD.profiles.map(({ name }) => name);
const [TOKYO = ''] = KANSO.profiles.map(({ name }) => name);
const OWNER = 'owner@fjord.example';
const CONTRIBUTOR = 'contributor@fjord.example';
const MANAGER = 'invoices@fjord.example';

/**
 * Fjord Labs' invoices over 24 months as they stand on `today`: two monthly rows, one a profile, most of them paid, and
 * some whose dates are counted from today, so that there is always one due in three days and one that fell due the day
 * before yesterday.
 */
export function fjordInvoices(today: CalendarDate): DemoInvoice[] {
  return byDate([...norge(today), ...international(today), ...singles(today)]);
}

/** Kanso's twelve months: the newest two unpaid. */
export function kansoInvoices(today: CalendarDate): DemoInvoice[] {
  const paid = { kind: 'paid', by: 'owner@kanso.example', card: 'kanso-visa' } as const;
  return byDate(
    monthly(today, KANSO_MONTHS, (month, issuedOn) => {
      // The third newest fell due at least a month ago, whatever day it is.
      const isOpen = month === 0 || month === 2;
      return { ...usual(`kanso ${issuedOn}`, TOKYO, issuedOn, 0.35), ...(isOpen ? {} : { fate: paid }) };
    }),
  );
}

function norge(today: CalendarDate): DemoInvoice[] {
  const unpaid = new Set([0, 2]);
  return monthly(today, MONTHS, (month, issuedOn) => {
    const by = month % 5 === 4 ? MANAGER : month % 7 === 3 ? CONTRIBUTOR : OWNER;
    const card = by === CONTRIBUTOR ? 'contributor-visa' : 'owner-visa';
    const growing = 0.62 - month * 0.012;
    const plain = { ...usual(`norge ${issuedOn}`, NORGE, issuedOn, growing), purchaseOrder: 'FL-2201' };
    if (month === 4) return { ...plain, fate: { kind: 'credited', by, card, creditMinor: 1_500_00n, reason: OUTAGE } };
    return unpaid.has(month) ? plain : { ...plain, fate: { kind: 'paid', by, card } };
  });
}

function international(today: CalendarDate): DemoInvoice[] {
  return monthly(today, MONTHS, (month, issuedOn) => {
    const plain = usual(`international ${issuedOn}`, INTERNATIONAL, issuedOn, 0.9 - month * 0.015);
    return { ...plain, ...internationalFate(month) };
  });
}

function internationalFate(month: number): Partial<DemoInvoice> {
  const mastercard = { by: OWNER, card: 'owner-mastercard' };
  if (month === 0) return { note: 'Reserved capacity for the training cluster, one year in advance.', lines: RESERVED };
  if (month === 1) return { fate: { kind: 'partPaid', ...mastercard, amountMinor: 1_000_00n } };
  if (month === 2) return { fate: { kind: 'transferred', overMinor: 250_00n } };
  if (month === 3) return { fate: { kind: 'declined', by: OWNER, card: 'owner-declining' } };
  return { fate: { kind: 'paid', ...mastercard } };
}

/** Invoices that come besides the monthly ones, by how many days before today they were issued. */
function singles(today: CalendarDate): DemoInvoice[] {
  const paid = { kind: 'paid', by: OWNER, card: 'owner-visa' } as const;
  const support = { invoiceType: 'AzureSupport', lines: [SUPPORT], fate: paid } as const;
  const marketplace = { invoiceType: 'AzureMarketplace', lines: [MARKETPLACE] } as const;
  const single = (daysAgo: number, profile: string, special: Partial<DemoInvoice>): DemoInvoice => ({
    ...usual(`single ${daysAgo}`, profile, addDays(today, -daysAgo), 1),
    ...special,
  });
  return [
    single(27, NORGE, marketplace),
    single(32, NORGE, { lines: [TRAINING_DAY], fate: { kind: 'queried', by: OWNER, text: QUESTION } }),
    single(45, NORGE, {
      lines: [BANDWIDTH],
      fate: { kind: 'disputed', by: OWNER, card: 'owner-visa', amountMinor: 4_000_00n },
    }),
    single(58, INTERNATIONAL, { lines: [TRIAL, TRIAL_CREDIT], note: 'Covered by your trial credit.' }),
    single(100, NORGE, { lines: [TRAINING_DAY], fate: { kind: 'void' }, note: 'Issued twice by mistake.' }),
    single(150, INTERNATIONAL, { ...marketplace, fate: { ...paid, card: 'owner-mastercard' } }),
    single(330, NORGE, { ...marketplace, fate: paid }),
    single(420, INTERNATIONAL, { lines: [BANDWIDTH], fate: { kind: 'void' } }),
    single(560, NORGE, { ...marketplace, fate: { ...paid, by: MANAGER } }),
    ...[200, 291, 382, 473, 564, 655].map((daysAgo) => single(daysAgo, NORGE, support)),
  ];
}

const OUTAGE = 'Outage of 12 August, as agreed in the service level agreement.';
const QUESTION = 'We booked half a day. Can you check line 1?';
const MARKETPLACE = line('Observability suite', 'Third party, annual plan, 40 hosts', '40', 'C62', 149_0000);
const TRAINING_DAY = line('Training day', 'Operating Kubernetes, on site in Oslo', '1', 'DAY', 1_150_0000, 2);
const SUPPORT = line('Support plan', 'Professional, one quarter', '3', 'MON', 290_0000);
const BANDWIDTH = line('Bandwidth', 'Outbound, burst during the September release', '18240.50', 'E34', 870);
const TRIAL = line('Managed search', 'Trial, 240 hours', '240', 'HUR', 5000, 1);
const TRIAL_CREDIT = line('Trial credit', 'Managed search', '-240', 'HUR', 5000, 1);
const RESERVED = [line('GPU machines', 'NC96ads A100 v4, reserved for a year', '2', 'C62', 31_800_0000, 1)];

function line(
  name: string,
  description: string,
  quantity: string,
  unitCode: string,
  usdTenThousandths: number,
  section = 0,
): DemoLine {
  return { name, description, quantity, unitCode, usdTenThousandths, section };
}

function usual(key: string, profile: string, issuedOn: CalendarDate, scale: number): DemoInvoice {
  return { key, profile, issuedOn, invoiceType: 'AzureServices', scale };
}

const INVOICE_DAY = '05';

/** One invoice on the 5th of each of the last months, newest first; month 0 is the newest that is not after today. */
function monthly(
  today: CalendarDate,
  months: number,
  make: (month: number, issuedOn: CalendarDate) => DemoInvoice,
): DemoInvoice[] {
  let issuedOn = calendarDate(`${today.slice(0, 8)}${INVOICE_DAY}`);
  if (issuedOn > today) issuedOn = monthBefore(issuedOn);
  return Array.from({ length: months }, (_, month) => {
    const made = make(month, issuedOn);
    issuedOn = monthBefore(issuedOn);
    return made;
  });
}

function monthBefore(date: CalendarDate): CalendarDate {
  const lastOfMonthBefore = addDays(calendarDate(`${date.slice(0, 8)}01`), -1);
  return calendarDate(`${lastOfMonthBefore.slice(0, 8)}${INVOICE_DAY}`);
}

function byDate(invoices: DemoInvoice[]): DemoInvoice[] {
  return invoices.toSorted((a, b) => (a.issuedOn < b.issuedOn ? -1 : a.issuedOn > b.issuedOn ? 1 : 0));
}
