import { describe, expect, it } from 'vitest';
import { rolesFor } from './roles-for.ts';

const account = '/providers/Microsoft.Billing/billingAccounts/fjord';
const nok = `${account}/billingProfiles/nok`;

describe('rolesFor', () => {
  it('counts a role of the account at each of its profiles', () => {
    expect(rolesFor({ roles: [{ roleName: 'Billing account owner', scope: account }] }, nok)).toEqual([
      'Billing account owner',
    ]);
  });

  it('does not count a role of a profile at the account or at another profile', () => {
    const roles = [{ roleName: 'Invoice manager', scope: nok }];
    expect(rolesFor({ roles }, account)).toEqual([]);
    expect(rolesFor({ roles }, `${account}/billingProfiles/nok2`)).toEqual([]);
  });

  it('knows the account whose id writes its colon as %3A', () => {
    const roles = [{ roleName: 'Billing account owner', scope: '/billingAccounts/a:b_2019-05-31' }];
    expect(rolesFor({ roles }, '/billingAccounts/a%3Ab_2019-05-31')).toEqual(['Billing account owner']);
  });

  it('names each role once, whatever the case of the ids', () => {
    const roles = [
      { roleName: 'Invoice manager', scope: nok },
      { roleName: 'Invoice manager', scope: account.toUpperCase() },
    ];
    expect(rolesFor({ roles }, nok)).toEqual(['Invoice manager']);
  });
});
