import { describe, expect, it } from 'vitest';
import { type Actor, may, profilesWhere } from './may.ts';
import { ACTIONS, type Action, ISSUER_PERMISSIONS, PERMISSIONS } from './permissions.ts';
import { ROLES, type Role } from './roles.ts';

/*
 * Microsoft's three tables of tasks and roles (learn.microsoft.com, cost-management-billing/manage/understand-mca-roles), one row
 * an action and one column a role: + may, - may not. Where two of those tables disagree, the row says so and docs/domain/access.md
 * why it is as it is. Tasks on subscriptions have no row: Betalt has none.
 */
const COLUMNS: readonly Role[] = [
  'Billing account owner',
  'Billing account contributor',
  'Billing account reader',
  'Billing profile owner',
  'Billing profile contributor',
  'Billing profile reader',
  'Invoice manager',
  'Invoice section owner',
  'Invoice section contributor',
  'Invoice section reader',
  'Azure subscription creator',
];

//                        account  profile   section
//                        ow co re ow co re im ow co re cr
const MATRIX: Readonly<Record<Action, string>> = {
  'account.read': '        +  +  +  -  -  -  -  -  -  -  -',
  'account.update': '      +  +  -  -  -  -  -  -  -  -  -',
  'role.read': '           +  +  +  -  -  -  -  -  -  -  -',
  'role.manage': '         +  -  -  -  -  -  -  -  -  -  -',
  // Betalt's own: who did what on the account is no secret from those who may read it.
  'activity.read': '       +  +  +  -  -  -  -  -  -  -  -',
  'profile.create': '      +  +  -  -  -  -  -  -  -  -  -',
  'profile.read': '        +  +  +  +  +  +  +  -  -  -  -',
  'profile.update': '      +  +  -  +  +  -  -  -  -  -  -',
  'profileRole.read': '    +  +  +  +  +  +  +  -  -  -  -',
  'profileRole.manage': '  +  -  -  +  -  -  -  -  -  -  -',
  'policy.read': '         +  +  +  +  +  +  +  -  -  -  -',
  'policy.apply': '        +  +  -  +  +  -  -  -  -  -  -',
  'invoice.read': '        +  +  +  +  +  +  +  -  -  -  -',
  // The account contributor: yes in the account's table, no in the profile's. Decided: yes.
  'invoice.pay': '         +  +  -  +  +  -  +  -  -  -  -',
  'invoice.download': '    +  +  +  +  +  +  +  -  -  -  -',
  // Betalt's own: whoever pays may ask about what is to be paid.
  'invoice.query': '       +  +  -  +  +  -  +  -  -  -  -',
  // Betalt's own: invoices come from the issuer, never from a customer, and so does what takes them back.
  'invoice.import': '      -  -  -  -  -  -  -  -  -  -  -',
  'invoice.credit': '      -  -  -  -  -  -  -  -  -  -  -',
  'invoice.void': '        -  -  -  -  -  -  -  -  -  -  -',
  'invoice.writeOff': '    -  -  -  -  -  -  -  -  -  -  -',
  'invoice.refund': '      -  -  -  -  -  -  -  -  -  -  -',
  'invoice.answerQuery': ' -  -  -  -  -  -  -  -  -  -  -',
  'section.create': '      +  +  -  +  +  -  -  -  -  -  -',
  'paymentMethod.read': '  +  +  +  +  +  +  +  -  -  -  -',
  'paymentMethod.manage': '+  +  -  +  +  -  -  -  -  -  -',
  'credit.read': '         +  +  +  +  +  +  +  -  -  -  -',
  'section.read': '        +  +  +  +  +  +  +  +  +  +  -',
  'section.update': '      +  +  -  +  +  -  -  +  +  -  -',
  'sectionRole.read': '    +  +  +  +  +  +  +  +  +  +  -',
  'sectionRole.manage': '  +  -  -  +  -  -  -  +  -  -  -',
  'product.read': '        +  +  +  +  +  +  +  +  +  +  -',
  'product.manage': '      +  +  -  +  +  -  -  +  +  -  -',
};

describe('who may do what', () => {
  for (const [action, cells] of Object.entries(MATRIX) as [Action, string][]) {
    it(`${action}: every role as Microsoft's tables say`, () => {
      const expected = Object.fromEntries(
        COLUMNS.map((role, index) => [role, cells.trim().split(/ +/)[index] === '+']),
      );
      const actual = Object.fromEntries(COLUMNS.map((role) => [role, PERMISSIONS[role].has(action)]));
      expect(actual).toEqual(expected);
    });
  }

  it('has a row for every action and a column for every role', () => {
    expect(Object.keys(MATRIX).toSorted()).toEqual(Object.keys(ACTIONS).toSorted());
    expect(COLUMNS.toSorted()).toEqual((Object.keys(ROLES) as Role[]).toSorted());
  });

  it('lets staff of the issuer read everything, finance and administrators handle invoices, and nobody of them pay', () => {
    const reads = (Object.keys(ACTIONS) as Action[]).filter((action) => /\.(read|download)$/.test(action)).toSorted();
    expect([...ISSUER_PERMISSIONS['Issuer support']].toSorted()).toEqual(reads);
    const handles = [
      'invoice.import',
      'invoice.credit',
      'invoice.void',
      'invoice.writeOff',
      'invoice.refund',
      'invoice.answerQuery',
    ];
    expect([...ISSUER_PERMISSIONS['Issuer finance']].toSorted()).toEqual([...reads, ...handles].toSorted());
    expect([...ISSUER_PERMISSIONS['Issuer administrator']].toSorted()).toEqual(
      [...reads, ...handles, 'account.update', 'role.manage'].toSorted(),
    );
  });
});

describe('where a role holds', () => {
  const HERE = { billingProfileId: 'here', invoiceSectionId: 'section here' };
  const OTHER_SECTION = { billingProfileId: 'here', invoiceSectionId: 'another section' };
  const ELSEWHERE = { billingProfileId: 'elsewhere', invoiceSectionId: 'section elsewhere' };

  const holding = (role: Role): Actor => {
    const scope = { billingAccount: {}, billingProfile: { billingProfileId: 'here' }, invoiceSection: HERE };
    return { userId: 'u', name: 'U', issuerRoles: [], roles: [{ role, ...scope[ROLES[role].level] }] };
  };

  it('an account role holds for every profile and section of the account', () => {
    const owner = holding('Billing account owner');
    expect([{}, HERE, ELSEWHERE].map((scope) => may(owner, 'section.update', scope))).toEqual([true, true, true]);
  });

  it('a profile role holds for its own sections, not for another profile, not for the account', () => {
    const owner = holding('Billing profile owner');
    expect([HERE, OTHER_SECTION].map((scope) => may(owner, 'section.update', scope))).toEqual([true, true]);
    expect([{}, ELSEWHERE].map((scope) => may(owner, 'section.update', scope))).toEqual([false, false]);
  });

  it('a section role holds for that section only', () => {
    const owner = holding('Invoice section owner');
    expect(may(owner, 'section.update', HERE)).toBe(true);
    expect([{}, OTHER_SECTION, ELSEWHERE].map((scope) => may(owner, 'section.update', scope))).toEqual([
      false,
      false,
      false,
    ]);
  });

  it('lists are narrowed to the profiles where the action is allowed', () => {
    expect(profilesWhere(holding('Billing account reader'), 'invoice.read')).toBe('all');
    expect(profilesWhere(holding('Invoice manager'), 'invoice.pay')).toEqual(['here']);
    expect(profilesWhere(holding('Billing profile reader'), 'invoice.pay')).toEqual([]);
    expect(profilesWhere(holding('Invoice section owner'), 'invoice.read')).toEqual([]);
  });
});
