/** The JSON form of an invoice over so many kroner, one line, without tax: what issuing and correcting are asked with. */
export function invoiceOver(value: number) {
  const amount = value.toFixed(2);
  const address = { country: 'NO' };
  return {
    issuedOn: '2026-11-20',
    dueOn: '2026-12-20',
    currency: 'NOK',
    seller: { name: 'Nordlys Cloud AS', companyId: { id: '999999999', scheme: '0192' }, address },
    buyer: { name: 'Fjord Labs AS', address },
    taxSubtotals: [{ category: 'O', taxable: amount, tax: '0.00', exemptionReason: 'Outside the scope of tax' }],
    totals: { lineNet: amount, taxExclusive: amount, tax: '0.00', taxInclusive: amount, payable: amount },
    lines: [
      {
        lineId: '1',
        name: 'Compute',
        quantity: '1',
        unitCode: 'C62',
        unitPrice: amount,
        net: amount,
        taxCategory: 'O',
      },
    ],
  };
}
