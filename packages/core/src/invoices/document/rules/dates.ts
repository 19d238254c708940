import { compareDates } from '../../../shared/calendar-date.ts';
import type { Draft, InvoiceDraft, Period } from '../invoice-document.ts';
import { type Violation, violation } from '../violation.ts';

export function dateRules(draft: InvoiceDraft): Violation[] {
  return [
    ...taxPoint(draft),
    ...documentPeriod(draft),
    ...periodOrder(draft.period, 'period', 'BR-29'),
    ...(draft.lines ?? []).flatMap((line, index) => {
      const path = `lines[${index}].period`;
      return linePeriod(line.period, path).concat(periodOrder(line.period, path, 'BR-30'));
    }),
  ];
}

function taxPoint({ taxPointOn, taxPointCode }: InvoiceDraft): Violation[] {
  if (taxPointOn === undefined || taxPointCode === undefined) return [];
  const message = `The tax point is given twice, as the date ${taxPointOn} and as the code ${taxPointCode}. Keep one.`;
  return [violation('BR-CO-03', 'taxPointOn', message)];
}

function documentPeriod({ period, taxPointCode }: InvoiceDraft): Violation[] {
  if (!period || period.startOn !== undefined || period.endOn !== undefined || taxPointCode !== undefined) return [];
  return [
    violation('BR-CO-19', 'period', 'The invoicing period has neither start nor end. Give one, or leave it out.'),
  ];
}

function linePeriod(period: Draft<Period> | undefined, path: string): Violation[] {
  if (!period || period.startOn !== undefined || period.endOn !== undefined) return [];
  return [violation('BR-CO-20', path, "The line's period has neither start nor end. Give one, or leave it out.")];
}

function periodOrder(period: Draft<Period> | undefined, path: string, rule: string): Violation[] {
  const { startOn, endOn } = period ?? {};
  if (startOn === undefined || endOn === undefined || compareDates(startOn, endOn) <= 0) return [];
  const message = `The period ends on ${endOn}, before it starts on ${startOn}. Correct one of the dates.`;
  return [violation(rule, `${path}.endOn`, message)];
}
