import { expect, it } from 'vitest';
import { isDark } from './gateway-appearance.ts';

it.each([
  ['#fff', false],
  ['#ffffff', false],
  ['#292929', true],
  ['#000', true],
  ['#0b65b1', true],
  ['', false],
])('the surface %j is dark: %s', (color, dark) => {
  expect(isDark(color)).toBe(dark);
});
