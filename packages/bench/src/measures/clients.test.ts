import { expect, test } from 'vitest';
import { lowestAfterPeak } from './clients.ts';

test('a server that only gets faster has not fallen', () => {
  expect(lowestAfterPeak([100, 300, 500])).toEqual({ peak: 500, lowest: 500 });
});

test('the lowest point after the peak is the fall, however slow one client was', () => {
  expect(lowestAfterPeak([100, 500, 400, 450])).toEqual({ peak: 500, lowest: 400 });
});
