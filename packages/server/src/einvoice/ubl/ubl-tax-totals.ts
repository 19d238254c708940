import { readCurrency } from '@betalt/core/invoices/document/field-text.ts';
import type { Draft, TaxInAccountingCurrency, TaxSubtotal } from '@betalt/core/invoices/document/invoice-document.ts';
import type { XmlElement } from '../../xml/xml-tree.ts';
import { readTaxSubtotals } from './ubl-amounts.ts';
import { childrenOf, collapsed, type UblSource } from './ubl-source.ts';

export type TaxTotals = {
  readonly taxMinor: bigint | undefined;
  readonly taxSubtotals: readonly Draft<TaxSubtotal>[];
  readonly taxInAccountingCurrency: Draft<TaxInAccountingCurrency> | undefined;
};

/**
 * UBL has one cac:TaxTotal with the breakdown, in the currency of the document, and a second without, when the seller
 * reports tax in another currency (cbc:TaxCurrencyCode). They are told apart by the currency of their amount.
 */
export function readTaxTotals(source: UblSource, root: XmlElement): TaxTotals {
  const all = childrenOf(root, 'cac:TaxTotal');
  const own = all.filter((each) => source.currency === undefined || currencyOf(each) === source.currency);
  const [taxTotal, second] = own;
  if (second) {
    source.remember('totals.taxMinor#2', second);
    const message = `Two tax totals are in ${source.currency}. Give one, with the whole breakdown.`;
    source.report('BR-CO-15', 'totals.taxMinor#2', message);
  }
  const chosen = taxTotal ?? all[0];
  if (chosen) source.remember('taxSubtotals', chosen);
  const accounting = readAccountingCurrency(source, root, all, own);
  return {
    taxMinor: source.amount(taxTotal, 'cbc:TaxAmount', 'totals.taxMinor'),
    taxSubtotals: readTaxSubtotals(source, chosen),
    taxInAccountingCurrency: accounting,
  };
}

function readAccountingCurrency(
  source: UblSource,
  root: XmlElement,
  all: readonly XmlElement[],
  own: readonly XmlElement[],
): Draft<TaxInAccountingCurrency> | undefined {
  const path = 'taxInAccountingCurrency';
  const code = source.text(root, 'cbc:TaxCurrencyCode', `${path}.currency`);
  const stray = all.find((each) => !own.includes(each) && currencyOf(each) !== code);
  if (stray && own.length > 0) {
    source.remember(`${path}#2`, stray);
    const message = `A tax total is in ${currencyOf(stray) ?? 'no currency'}, which is neither the invoice's nor the tax report's.`;
    source.report('PEPPOL-EN16931-R054', `${path}#2`, message);
  }
  const currency = code === undefined ? undefined : source.keep(readCurrency(code, `${path}.currency`, 'BR-CL-05'));
  if (code === undefined || currency === undefined) return undefined;
  const found = all.find((each) => currencyOf(each) === code);
  // A missing amount is shown at the code that asks for it.
  source.element(root, 'cbc:TaxCurrencyCode', path);
  const amount = source.element(found, 'cbc:TaxAmount', `${path}.taxMinor`);
  if (!amount) return { currency };
  return { currency, taxMinor: source.amountText(collapsed(amount.text), `${path}.taxMinor`, currency) };
}

function currencyOf(taxTotal: XmlElement): string | undefined {
  return childrenOf(taxTotal, 'cbc:TaxAmount')[0]?.attributes.get('currencyID');
}
