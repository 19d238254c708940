import { clientsMeasure } from './clients.ts';
import { depthMeasure, growthMeasure } from './growth.ts';
import { invoicePageMeasure } from './invoice-page.ts';
import { listPageMeasure } from './list-page.ts';
import { liveMeasure } from './live.ts';
import type { Measure } from './measure.ts';
import { payAloneMeasure, payMeasure, payTailMeasure } from './pay.ts';
import { memoryMeasure, readyMeasure } from './process.ts';
import { webhookMeasure } from './webhook.ts';

/** Everything that `npm run bench` measures, in the order of the table. */
export const MEASURES: readonly Measure[] = [
  listPageMeasure,
  invoicePageMeasure,
  payMeasure,
  payTailMeasure,
  payAloneMeasure,
  webhookMeasure,
  liveMeasure,
  growthMeasure,
  clientsMeasure,
  memoryMeasure,
  readyMeasure,
  depthMeasure,
];
