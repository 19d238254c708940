import { expect, it } from 'vitest';
import { nextNewsOf, tellNews } from './payment-news.ts';

it('wakes everyone who waits for the payment, and nobody else', async () => {
  const woken: string[] = [];
  const first = nextNewsOf('p1').then(() => woken.push('first'));
  const second = nextNewsOf('p1').then(() => woken.push('second'));
  void nextNewsOf('p2').then(() => woken.push('other'));
  tellNews({ paymentName: 'p1' });
  await Promise.all([first, second]);
  expect(woken).toEqual(['first', 'second']);
});
