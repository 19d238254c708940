import { expect, it } from 'vitest';
import { aCard, anInvoice } from '../support/payables.ts';
import { payingServer } from '../support/paying.ts';

const server = await payingServer();
const { wiring, sandbox, owner, account, pay, get } = server;

it('lists payments by their outcome, and the next page keeps to it', async () => {
  const [good, bad] = [await aCard(wiring, sandbox, owner), await aCard(wiring, sandbox, owner, DECLINED)];
  for (let count = 0; count < 3; count += 1) await pay(await anInvoice(wiring, account), good);
  await pay(await anInvoice(wiring, account), bad);

  expect(await outcomesAt('/payments?outcome=declined')).toEqual(['declined']);
  expect(await outcomesAt('/payments?outcome=declined,canceled')).toEqual(['declined']);
  expect(await outcomesAt('/payments')).toHaveLength(4);
  const first = (await get('/payments?outcome=succeeded&top=2')).json();
  expect(first.value).toHaveLength(2);
  expect(first.nextLink).toContain('outcome=succeeded');
  expect((await get('/payments?outcome=paid')).statusCode).toBe(400);
});

const DECLINED = 'pm_card_chargeCustomerFail';

async function outcomesAt(path: string): Promise<string[]> {
  const { value } = (await get(path)).json();
  return value.map(({ properties }: { properties: { outcome: string } }) => properties.outcome);
}
