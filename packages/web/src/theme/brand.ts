import type { BrandVariants } from '@fluentui/react-components';

/** One accent: a deep, calm blue. Shade 80 carries white text at 6:1. */
export const brand: BrandVariants = {
  10: '#03121f',
  20: '#07233b',
  30: '#093556',
  40: '#0a4472',
  50: '#0a518a',
  60: '#0a5a9e',
  70: '#0a5fa8',
  80: '#0b65b1',
  90: '#2a79c0',
  100: '#4a8ecd',
  110: '#68a2d8',
  120: '#85b5e2',
  130: '#a1c7eb',
  140: '#bcd8f2',
  150: '#d5e6f8',
  160: '#eaf3fc',
};
