/** The rule that limits the decimals of an amount, by its path with the indices left out. */
const RULES: Readonly<Record<string, string>> = {
  'totals.lineNetMinor': 'BR-DEC-09',
  'totals.allowanceMinor': 'BR-DEC-10',
  'totals.chargeMinor': 'BR-DEC-11',
  'totals.taxExclusiveMinor': 'BR-DEC-12',
  'totals.taxMinor': 'BR-DEC-13',
  'totals.taxInclusiveMinor': 'BR-DEC-14',
  'taxInAccountingCurrency.taxMinor': 'BR-DEC-15',
  'totals.prepaidMinor': 'BR-DEC-16',
  'totals.roundingMinor': 'BR-DEC-17',
  'totals.payableMinor': 'BR-DEC-18',
  'taxSubtotals[].taxableMinor': 'BR-DEC-19',
  'taxSubtotals[].taxMinor': 'BR-DEC-20',
  'lines[].netMinor': 'BR-DEC-23',
  'allowancesCharges[].amountMinor allowance': 'BR-DEC-01',
  'allowancesCharges[].baseMinor allowance': 'BR-DEC-02',
  'allowancesCharges[].amountMinor charge': 'BR-DEC-05',
  'allowancesCharges[].baseMinor charge': 'BR-DEC-06',
  'lines[].allowancesCharges[].amountMinor allowance': 'BR-DEC-24',
  'lines[].allowancesCharges[].baseMinor allowance': 'BR-DEC-25',
  'lines[].allowancesCharges[].amountMinor charge': 'BR-DEC-27',
  'lines[].allowancesCharges[].baseMinor charge': 'BR-DEC-28',
};

/** `isCharge` tells the charges from the allowances among `allowancesCharges`. */
export function decimalsRuleFor(path: string, isCharge?: boolean): string {
  const pattern = path.replaceAll(/\[\d+\]/g, '[]');
  return RULES[pattern] ?? RULES[`${pattern} ${isCharge ? 'charge' : 'allowance'}`] ?? 'xs:decimal';
}
