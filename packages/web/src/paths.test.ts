import { describe, expect, it } from 'vitest';
import { parseSearch, paths, stringifySearch, withSearch } from './paths.ts';
import { accountId, scopeId, scopeOfId } from './scope.ts';

const azureAccount = '5a878d30-77fa-5b46-82dd-21f9f2bc7a4a:66cb0db5-9115-4d59-b6a5-d1d0e9a9d9a2_2019-05-31';

describe('paths', () => {
  it('lead to the account’s pages and to the same pages of a profile', () => {
    expect(paths.invoices({ account: 'fjord' })).toBe('/billing/fjord/invoices');
    expect(paths.invoices({ account: 'fjord', profile: 'nok' })).toBe('/billing/fjord/profiles/nok/invoices');
    expect(paths.billingProfiles({ account: 'fjord', profile: 'nok' })).toBe('/billing/fjord/billing-profiles');
  });

  it('hold names with the characters that Azure’s own have', () => {
    expect(paths.overview({ account: azureAccount })).toBe(`/billing/${azureAccount.replace(':', '%3A')}`);
    expect(paths.invoice({ account: 'a' }, 'G/1')).toBe('/billing/a/invoices/G%2F1');
  });

  it('open the Pay now pane by a link that can be sent', () => {
    expect(paths.payNow({ account: 'fjord' }, 'G10001')).toBe('/billing/fjord/invoices?pane=pay-now&invoice=G10001');
  });

  it('remember where the reader wanted to go before signing in', () => {
    const to = '/billing/fjord/invoices?status=PastDue,Due';
    expect(parseSearch(paths.signIn(to).split('?')[1] ?? '')).toEqual({ returnTo: to });
  });
});

describe('search parameters', () => {
  it('stay plain text both ways', () => {
    const params = { q: '123', text: 'a b&c=d', top: 'true' };
    expect(parseSearch(stringifySearch(params))).toEqual(params);
  });

  it('leave out what is undefined or empty', () => {
    expect(withSearch('/x', { a: undefined, b: '' })).toBe('/x');
  });
});

describe('scopes', () => {
  it('turn into resource ids and back', () => {
    for (const scope of [{ account: azureAccount }, { account: 'fjord', profile: 'nok' }]) {
      expect(scopeOfId(scopeId(scope))).toEqual(scope);
    }
  });

  it('are found above an invoice, whatever the case of the id', () => {
    expect(scopeOfId(`${accountId('fjord')}/invoices/G1`.replace('billingAccounts', 'BillingAccounts'))).toEqual({
      account: 'fjord',
    });
    expect(scopeOfId('/providers/Microsoft.Billing/paymentMethods/x')).toBeUndefined();
  });
});
