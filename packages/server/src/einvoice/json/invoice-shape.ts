import type {
  Address,
  AllowanceCharge,
  Contact,
  Delivery,
  DocumentLine,
  Identifier,
  InvoiceDocument,
  ItemProperty,
  LineAllowanceCharge,
  Party,
  Payee,
  PaymentMeans,
  Period,
  PrecedingInvoice,
  TaxInAccountingCurrency,
  TaxRepresentative,
  TaxSubtotal,
  Totals,
} from '@betalt/core/invoices/document/invoice-document.ts';

/** How a field of the JSON form is read; the compiler holds every shape complete and free of other names. */
export type FieldShape = ScalarShape | { readonly object: ObjectShape } | { readonly list: FieldShape };

export type ScalarShape =
  | 'text'
  | 'date'
  | 'decimal'
  | 'amount'
  | 'currency'
  | 'country'
  | 'taxCategory'
  | 'kind'
  | 'boolean';

export type ObjectShape = { readonly [name: string]: FieldShape };

type ShapeOf<T> = { readonly [Name in keyof Required<T>]: FieldShape };

const IDENTIFIER: ShapeOf<Identifier> = { id: 'text', scheme: 'text' };
const PERIOD: ShapeOf<Period> = { startOn: 'date', endOn: 'date' };
const CONTACT: ShapeOf<Contact> = { name: 'text', phone: 'text', email: 'text' };

const ADDRESS: ShapeOf<Address> = {
  street: 'text',
  additionalStreet: 'text',
  addressLine: 'text',
  city: 'text',
  postalCode: 'text',
  region: 'text',
  country: 'country',
};

const PARTY: ShapeOf<Party> = {
  name: 'text',
  tradingName: 'text',
  identifiers: { list: { object: IDENTIFIER } },
  companyId: { object: IDENTIFIER },
  vatId: 'text',
  taxRegistrationId: 'text',
  electronicAddress: { object: IDENTIFIER },
  address: { object: ADDRESS },
  contact: { object: CONTACT },
};

const PAYEE: ShapeOf<Payee> = { name: 'text', identifier: { object: IDENTIFIER }, companyId: { object: IDENTIFIER } };
const TAX_REPRESENTATIVE: ShapeOf<TaxRepresentative> = { name: 'text', vatId: 'text', address: { object: ADDRESS } };
const DELIVERY: ShapeOf<Delivery> = { name: 'text', on: 'date', address: { object: ADDRESS } };
const PRECEDING_INVOICE: ShapeOf<PrecedingInvoice> = { number: 'text', issuedOn: 'date' };
const ACCOUNTING: ShapeOf<TaxInAccountingCurrency> = { currency: 'currency', taxMinor: 'amount' };
const ITEM_PROPERTY: ShapeOf<ItemProperty> = { name: 'text', value: 'text' };

const PAYMENT_MEANS: ShapeOf<PaymentMeans> = {
  code: 'text',
  name: 'text',
  paymentId: 'text',
  account: 'text',
  accountName: 'text',
  bic: 'text',
  mandateId: 'text',
};

const LINE_ALLOWANCE_CHARGE: ShapeOf<LineAllowanceCharge> = {
  isCharge: 'boolean',
  reason: 'text',
  reasonCode: 'text',
  amountMinor: 'amount',
  baseMinor: 'amount',
  percent: 'decimal',
};

const ALLOWANCE_CHARGE: ShapeOf<AllowanceCharge> = {
  ...LINE_ALLOWANCE_CHARGE,
  taxCategory: 'taxCategory',
  taxRatePercent: 'decimal',
};

const TAX_SUBTOTAL: ShapeOf<TaxSubtotal> = {
  category: 'taxCategory',
  ratePercent: 'decimal',
  taxableMinor: 'amount',
  taxMinor: 'amount',
  exemptionReason: 'text',
  exemptionReasonCode: 'text',
};

const TOTALS: ShapeOf<Totals> = {
  lineNetMinor: 'amount',
  allowanceMinor: 'amount',
  chargeMinor: 'amount',
  taxExclusiveMinor: 'amount',
  taxMinor: 'amount',
  taxInclusiveMinor: 'amount',
  prepaidMinor: 'amount',
  roundingMinor: 'amount',
  payableMinor: 'amount',
};

const LINE: ShapeOf<DocumentLine> = {
  lineId: 'text',
  name: 'text',
  description: 'text',
  note: 'text',
  quantity: 'decimal',
  unitCode: 'text',
  unitPrice: 'decimal',
  priceBaseQuantity: 'decimal',
  priceBaseUnitCode: 'text',
  grossUnitPrice: 'decimal',
  unitPriceDiscount: 'decimal',
  netMinor: 'amount',
  taxCategory: 'taxCategory',
  taxRatePercent: 'decimal',
  period: { object: PERIOD },
  accountingCost: 'text',
  orderLine: 'text',
  sellersItemId: 'text',
  buyersItemId: 'text',
  standardItemId: { object: IDENTIFIER },
  itemProperties: { list: { object: ITEM_PROPERTY } },
  allowancesCharges: { list: { object: LINE_ALLOWANCE_CHARGE } },
};

/**
 * The JSON form of an invoice has the fields of InvoiceDocument under the same names, amounts without the ending
 * `Minor` because they are decimals there. Documented in docs/domain/invoice-json.md.
 */
export const INVOICE_SHAPE: ShapeOf<InvoiceDocument> = {
  number: 'text',
  issuedOn: 'date',
  dueOn: 'date',
  kind: 'kind',
  typeCode: 'text',
  currency: 'currency',
  taxPointOn: 'date',
  taxPointCode: 'text',
  specification: 'text',
  businessProcess: 'text',
  period: { object: PERIOD },
  buyerReference: 'text',
  purchaseOrder: 'text',
  salesOrder: 'text',
  contract: 'text',
  project: 'text',
  accountingCost: 'text',
  notes: { list: 'text' },
  precedingInvoices: { list: { object: PRECEDING_INVOICE } },
  seller: { object: PARTY },
  buyer: { object: PARTY },
  payee: { object: PAYEE },
  taxRepresentative: { object: TAX_REPRESENTATIVE },
  delivery: { object: DELIVERY },
  paymentMeans: { list: { object: PAYMENT_MEANS } },
  paymentTerms: 'text',
  allowancesCharges: { list: { object: ALLOWANCE_CHARGE } },
  taxSubtotals: { list: { object: TAX_SUBTOTAL } },
  totals: { object: TOTALS },
  taxInAccountingCurrency: { object: ACCOUNTING },
  lines: { list: { object: LINE } },
};

/** The name of a field in JSON: `payableMinor` is written `payable`. */
export function jsonNameOf(field: string): string {
  return field.replace(/Minor$/, '');
}
