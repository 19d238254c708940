import { invoicePageMeasure } from './invoice-page.ts';
import { listPageMeasure } from './list-page.ts';
import type { Measure } from './measure.ts';
import { payAloneMeasure, payMeasure, payTailMeasure } from './pay.ts';
import { webhookMeasure } from './webhook.ts';

/** Everything that `npm run bench` measures, in the order of the table. */
export const MEASURES: readonly Measure[] = [
  listPageMeasure,
  invoicePageMeasure,
  payMeasure,
  payTailMeasure,
  payAloneMeasure,
  webhookMeasure,
];
