import type { TestSandbox } from './test-sandbox.ts';

/** A card as the browser enters it on a pay link's page: by its number, with the publishable key, for nobody. */
export async function aLooseCard({ url }: TestSandbox, number = '4242424242424242'): Promise<string> {
  const fields = {
    type: 'card',
    'card[number]': number,
    'card[exp_month]': '12',
    'card[exp_year]': '2034',
    'card[cvc]': '123',
  };
  const response = await fetch(`${url}/v1/payment_methods`, {
    method: 'POST',
    headers: { authorization: 'Bearer pk_test_betalt' },
    body: new URLSearchParams(fields),
  });
  const made = (await response.json()) as { id?: string };
  if (made.id === undefined) throw new Error(`the sandbox took no card: ${JSON.stringify(made)}`);
  return made.id;
}
