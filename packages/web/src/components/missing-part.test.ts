import { expect, it } from 'vitest';
import { isMissingPart } from './missing-part.ts';

it.each([
  'Failed to fetch dynamically imported module: https://betalt.example/assets/pay-now-pane-Bl4pPJpD.js',
  'error loading dynamically imported module: https://betalt.example/assets/pay-now-pane-Bl4pPJpD.js',
  'Importing a module script failed.',
])('knows what a browser says of a part that a newer build no longer has: %j', (message) => {
  expect(isMissingPart(new TypeError(message))).toBe(true);
});

it('takes no other failure for one', () => {
  expect(isMissingPart(new TypeError('Failed to fetch'))).toBe(false);
  expect(isMissingPart(new Error('dynamically imported module'))).toBe(false);
  expect(isMissingPart(undefined)).toBe(false);
});
