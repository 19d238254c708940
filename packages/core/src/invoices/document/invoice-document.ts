import type { Currency } from '../../money/currency.ts';
import type { CalendarDate } from '../../shared/calendar-date.ts';

/**
 * An invoice or credit note as its seller wrote it, free of any file format: what import produces from UBL or JSON.
 * The terms are those of EN 16931-1 (BT and BG numbers in the comments). Amounts are minor units of `currency`;
 * quantities, prices and percentages are plain decimal strings ('12.5'), exact as written, without trailing zeros.
 */
export type InvoiceDocument = {
  /** BT-1 */
  readonly number: string;
  /** BT-2 */
  readonly issuedOn: CalendarDate;
  /** BT-9 */
  readonly dueOn?: CalendarDate;
  /** By the kind of document, not by its sign: a credit note's amounts are positive when they reduce what is owed. */
  readonly kind: DocumentKind;
  /** BT-3, a code of UNTDID 1001 such as '380' */
  readonly typeCode: string;
  /** BT-5 */
  readonly currency: Currency;
  /** BT-7 */
  readonly taxPointOn?: CalendarDate;
  /** BT-8 */
  readonly taxPointCode?: string;
  /** BT-24: the rules that the sender followed */
  readonly specification?: string;
  /** BT-23 */
  readonly businessProcess?: string;
  /** BG-14 */
  readonly period?: Period;
  /** BT-10 */
  readonly buyerReference?: string;
  /** BT-13 */
  readonly purchaseOrder?: string;
  /** BT-14 */
  readonly salesOrder?: string;
  /** BT-12 */
  readonly contract?: string;
  /** BT-11 */
  readonly project?: string;
  /** BT-19 */
  readonly accountingCost?: string;
  /** BG-1 */
  readonly notes: readonly string[];
  /** BG-3 */
  readonly precedingInvoices: readonly PrecedingInvoice[];
  /** BG-4 */
  readonly seller: Party;
  /** BG-7 */
  readonly buyer: Party;
  /** BG-10, when someone other than the seller is to be paid */
  readonly payee?: Payee;
  /** BG-11 */
  readonly taxRepresentative?: TaxRepresentative;
  /** BG-13 */
  readonly delivery?: Delivery;
  /** BG-16 */
  readonly paymentMeans: readonly PaymentMeans[];
  /** BT-20 */
  readonly paymentTerms?: string;
  /** BG-20, BG-21 */
  readonly allowancesCharges: readonly AllowanceCharge[];
  /** BG-23 */
  readonly taxSubtotals: readonly TaxSubtotal[];
  /** BG-22 */
  readonly totals: Totals;
  /** BT-6, BT-111 */
  readonly taxInAccountingCurrency?: TaxInAccountingCurrency;
  /** BG-25 */
  readonly lines: readonly DocumentLine[];
};

export type DocumentKind = 'invoice' | 'creditNote';

/** Either end may be open. */
export type Period = { readonly startOn?: CalendarDate; readonly endOn?: CalendarDate };

export type PrecedingInvoice = { readonly number: string; readonly issuedOn?: CalendarDate };

export type Party = {
  /** BT-27, BT-44: the registered name */
  readonly name: string;
  /** BT-28, BT-45 */
  readonly tradingName?: string;
  /** BT-29, BT-46 */
  readonly identifiers: readonly Identifier[];
  /** BT-30, BT-47 */
  readonly companyId?: Identifier;
  /** BT-31, BT-48 */
  readonly vatId?: string;
  /** BT-32 */
  readonly taxRegistrationId?: string;
  /** BT-34, BT-49: where e-invoices go */
  readonly electronicAddress?: Identifier;
  /** BG-5, BG-8 */
  readonly address: Address;
  /** BG-6, BG-9 */
  readonly contact?: Contact;
};

export type Identifier = { readonly id: string; readonly scheme?: string };

export type Address = {
  readonly street?: string;
  readonly additionalStreet?: string;
  readonly addressLine?: string;
  readonly city?: string;
  readonly postalCode?: string;
  readonly region?: string;
  /** ISO 3166-1 alpha-2 */
  readonly country: string;
};

export type Contact = { readonly name?: string; readonly phone?: string; readonly email?: string };

export type Payee = { readonly name: string; readonly identifier?: Identifier; readonly companyId?: Identifier };

export type TaxRepresentative = { readonly name: string; readonly vatId: string; readonly address: Address };

export type Delivery = { readonly name?: string; readonly on?: CalendarDate; readonly address?: Address };

export type PaymentMeans = {
  /** BT-81, a code of UNTDID 4461: '30' credit transfer, '48' card, '58' SEPA transfer, … */
  readonly code: string;
  /** BT-82 */
  readonly name?: string;
  /** BT-83: a KID, an RF reference or what else the payer is to quote */
  readonly paymentId?: string;
  /** BT-84: IBAN or national account number */
  readonly account?: string;
  /** BT-85 */
  readonly accountName?: string;
  /** BT-86: BIC */
  readonly bic?: string;
  /** BT-89 */
  readonly mandateId?: string;
};

export type TaxCategory = 'S' | 'Z' | 'E' | 'AE' | 'K' | 'G' | 'O' | 'L' | 'M' | 'B';

/** A deduction (`isCharge` false) or an addition, on the document or on a line. The amount itself is not negated. */
export type LineAllowanceCharge = {
  readonly isCharge: boolean;
  readonly reason?: string;
  readonly reasonCode?: string;
  readonly amountMinor: bigint;
  readonly baseMinor?: bigint;
  readonly percent?: string;
};

export type AllowanceCharge = LineAllowanceCharge & {
  readonly taxCategory: TaxCategory;
  readonly taxRatePercent?: string;
};

export type TaxSubtotal = {
  /** BT-118 */
  readonly category: TaxCategory;
  /** BT-119; absent only where the category is not subject to tax */
  readonly ratePercent?: string;
  /** BT-116 */
  readonly taxableMinor: bigint;
  /** BT-117 */
  readonly taxMinor: bigint;
  /** BT-120 */
  readonly exemptionReason?: string;
  /** BT-121 */
  readonly exemptionReasonCode?: string;
};

export type Totals = {
  /** BT-106 */
  readonly lineNetMinor: bigint;
  /** BT-107 */
  readonly allowanceMinor: bigint;
  /** BT-108 */
  readonly chargeMinor: bigint;
  /** BT-109 */
  readonly taxExclusiveMinor: bigint;
  /** BT-110 */
  readonly taxMinor: bigint;
  /** BT-112 */
  readonly taxInclusiveMinor: bigint;
  /** BT-113 */
  readonly prepaidMinor: bigint;
  /** BT-114 */
  readonly roundingMinor: bigint;
  /** BT-115: what is to be paid */
  readonly payableMinor: bigint;
};

/** The tax once more in the currency of the seller's tax report, in minor units of that currency. */
export type TaxInAccountingCurrency = { readonly currency: Currency; readonly taxMinor: bigint };

export type DocumentLine = {
  /** BT-126 */
  readonly lineId: string;
  /** BT-153 */
  readonly name: string;
  /** BT-154 */
  readonly description?: string;
  /** BT-127 */
  readonly note?: string;
  /** BT-129; negative where something is taken back */
  readonly quantity: string;
  /** BT-130, UN/ECE recommendation 20 or 21 */
  readonly unitCode: string;
  /** BT-146, per `priceBaseQuantity` units */
  readonly unitPrice: string;
  /** BT-149; 1 where absent */
  readonly priceBaseQuantity?: string;
  /** BT-150 */
  readonly priceBaseUnitCode?: string;
  /** BT-148 */
  readonly grossUnitPrice?: string;
  /** BT-147 */
  readonly unitPriceDiscount?: string;
  /** BT-131 */
  readonly netMinor: bigint;
  /** BT-151 */
  readonly taxCategory: TaxCategory;
  /** BT-152 */
  readonly taxRatePercent?: string;
  /** BG-26 */
  readonly period?: Period;
  /** BT-133 */
  readonly accountingCost?: string;
  /** BT-132 */
  readonly orderLine?: string;
  /** BT-155 */
  readonly sellersItemId?: string;
  /** BT-156 */
  readonly buyersItemId?: string;
  /** BT-157 */
  readonly standardItemId?: Identifier;
  /** BG-32 */
  readonly itemProperties: readonly ItemProperty[];
  /** BG-27, BG-28 */
  readonly allowancesCharges: readonly LineAllowanceCharge[];
};

export type ItemProperty = { readonly name: string; readonly value: string };

/** A document as a reader found it: anything may be missing. {@link checkInvoiceDocument} says what must not be. */
export type InvoiceDraft = Draft<InvoiceDocument>;

export type Draft<T> = T extends string | bigint | boolean
  ? T
  : T extends readonly (infer Item)[]
    ? readonly Draft<Item>[]
    : { readonly [Key in keyof T]?: Draft<T[Key]> | undefined };

/** EN 16931's code list of tax categories (UNTDID 5305, BR-CL-17 and BR-CL-18). */
export const TAX_CATEGORIES: readonly TaxCategory[] = ['S', 'Z', 'E', 'AE', 'K', 'G', 'O', 'L', 'M', 'B'];
