import type { TestDispute } from '../disputes/terms.ts';
import { brandOf } from './brands.ts';
import type { DeclineCode } from './declines.ts';

/** When the bank wants the holder to authenticate (3-D Secure). */
export type Authentication =
  /** never */
  | 'none'
  /** on-session always; off-session unless the holder authenticated when saving it */
  | 'until_set_up'
  /** always, off-session too */
  | 'always'
  /** on-session only: it counts as already set up */
  | 'on_session'
  /** only when the merchant asks (`request_three_d_secure`) */
  | 'optional'
  /** as optional, but the bank's server then fails */
  | 'optional_failing'
  /** always, and the look-up of the bank's server fails */
  | 'lookup_failing';

/** `several`: two disputes, each of half of the charge. */
export type DisputeKind = TestDispute | 'several';

export interface TestCard {
  /** Also its ready-made PaymentMethod, for secret-key tests: `pm_card_<name>`. */
  readonly name: string;
  readonly number: string;
  readonly brand: string;
  readonly funding: 'credit' | 'debit' | 'prepaid';
  readonly country: string;
  readonly networks: readonly string[];
  readonly authentication: Authentication;
  /** Every charge is declined so; saving the card too, unless `attachesFine`. */
  readonly declines?: DeclineCode;
  readonly attachesFine?: boolean;
  readonly blocked?: boolean;
  readonly risk: 'normal' | 'elevated' | 'highest';
  readonly cvcCheck: 'pass' | 'fail' | 'unavailable';
  readonly postcodeCheck: 'pass' | 'fail' | 'unavailable';
  readonly line1Check: 'pass' | 'fail' | 'unavailable';
  readonly dispute?: DisputeKind;
  /** Its bank tells of fraud without disputing. */
  readonly warnsOfFraud?: boolean;
  readonly refund?: 'pending' | 'failing';
  readonly availableAtOnce?: boolean;
}

type Traits = Partial<Omit<TestCard, 'name' | 'number'>>;

/** Stripe's published test numbers and their outcomes, https://docs.stripe.com/testing */
const ROWS: readonly (readonly [number: string, name: string, traits?: Traits])[] = [
  ['4242424242424242', 'visa'],
  ['4000056655665556', 'visa_debit', { funding: 'debit' }],
  ['5555555555554444', 'mastercard'],
  ['2223003122003222', 'mastercard_2_series'],
  ['5200828282828210', 'mastercard_debit', { funding: 'debit' }],
  ['5105105105105100', 'mastercard_prepaid', { funding: 'prepaid' }],
  ['378282246310005', 'amex'],
  ['371449635398431', 'amex_other'],
  ['6011111111111117', 'discover'],
  ['6011000990139424', 'discover_other'],
  ['3056930009020004', 'diners'],
  ['36227206271667', 'diners_14digits'],
  ['3566002020360505', 'jcb'],
  ['6200000000000005', 'unionpay'],
  ['6205500000000000004', 'unionpay_19digits'],
  ['4000002500001001', 'visa_cartesBancaires', { country: 'FR', networks: ['cartes_bancaires', 'visa'] }],
  ['5555552500001001', 'mastercard_cartesBancaires', { country: 'FR', networks: ['cartes_bancaires', 'mastercard'] }],
  ['4000005780000007', 'no', { country: 'NO' }],
  ['4000007560000009', 'ch', { country: 'CH' }],
  ['4000003920000003', 'jp', { country: 'JP' }],
  ['4000002760000016', 'de', { country: 'DE' }],
  ['4000000000000002', 'visa_chargeDeclined', { declines: 'generic_decline' }],
  ['4000000000009995', 'visa_chargeDeclinedInsufficientFunds', { declines: 'insufficient_funds' }],
  ['4000000000009987', 'visa_chargeDeclinedLostCard', { declines: 'lost_card' }],
  ['4000000000009979', 'visa_chargeDeclinedStolenCard', { declines: 'stolen_card' }],
  ['4000000000000069', 'chargeDeclinedExpiredCard', { declines: 'expired_card' }],
  ['4000000000000127', 'chargeDeclinedIncorrectCvc', { declines: 'incorrect_cvc', cvcCheck: 'fail' }],
  ['4000000000000119', 'chargeDeclinedProcessingError', { declines: 'processing_error' }],
  ['4000000000006975', 'visa_chargeDeclinedVelocityLimitExceeded', { declines: 'card_velocity_exceeded' }],
  ['4000000000000341', 'chargeCustomerFail', { declines: 'generic_decline', attachesFine: true }],
  ['4100000000000019', 'radarBlock', { declines: 'fraudulent', blocked: true, risk: 'highest', attachesFine: true }],
  ['4000000000004954', 'riskLevelHighest', { risk: 'highest' }],
  ['4000000000009235', 'riskLevelElevated', { risk: 'elevated' }],
  ['4000000000000101', 'cvcCheckFail', { cvcCheck: 'fail' }],
  ['4000000000000036', 'avsZipFail', { postcodeCheck: 'fail' }],
  ['4000000000000028', 'avsLine1Fail', { line1Check: 'fail' }],
  ['4000000000000010', 'avsFail', { postcodeCheck: 'fail', line1Check: 'fail' }],
  ['4000000000000044', 'avsUnchecked', { postcodeCheck: 'unavailable', line1Check: 'unavailable' }],
  ['4000002500003155', 'authenticationRequiredOnSetup', { authentication: 'until_set_up', country: 'FR' }],
  ['4000002760003184', 'authenticationRequired', { authentication: 'always', country: 'DE' }],
  ['4000003800000446', 'authenticationRequiredSetupForOffSession', { authentication: 'on_session', country: 'IT' }],
  [
    '4000008260003178',
    'authenticationRequiredChargeDeclinedInsufficientFunds',
    { authentication: 'until_set_up', declines: 'insufficient_funds', attachesFine: true, country: 'GB' },
  ],
  ['4000000000003220', 'threeDSecure2Required', { authentication: 'always' }],
  ['4000008400001629', 'threeDSecureRequiredChargeDeclined', { authentication: 'always', declines: 'generic_decline' }],
  ['4000008400001280', 'threeDSecureRequiredProcessingError', { authentication: 'lookup_failing' }],
  ['4000000000003055', 'threeDSecureOptional', { authentication: 'optional' }],
  ['4000000000003097', 'threeDSecureOptionalProcessingError', { authentication: 'optional_failing' }],
  ['4000000000003238', 'threeDSecureOneTimeCode', { authentication: 'always' }],
  ['4000000000003246', 'threeDSecureSingleChoice', { authentication: 'always' }],
  ['4000000000003253', 'threeDSecureMultiChoice', { authentication: 'always' }],
  ['4000000000000259', 'createDispute', { dispute: 'fraudulent' }],
  ['4000000000002685', 'createDisputeProductNotReceived', { dispute: 'product_not_received' }],
  ['4000000000001976', 'createDisputeInquiry', { dispute: 'inquiry' }],
  ['4000000000005423', 'createIssuerFraudRecord', { warnsOfFraud: true }],
  ['4000000404000079', 'createMultipleDisputes', { dispute: 'several' }],
  ['4000000404000038', 'createCe3EligibleDispute', { dispute: 'visa_compelling_evidence' }],
  ['4000008400000779', 'createComplianceDispute', { dispute: 'visa_compliance' }],
  ['5105008400000002', 'createMastercardComplianceDispute', { dispute: 'mastercard_compliance' }],
  ['4000000001000043', 'createAutoRepresentmentEligibleDispute', { dispute: 'smart' }],
  ['4000000000007726', 'pendingRefund', { refund: 'pending' }],
  ['4000000000005126', 'refundFail', { refund: 'failing' }],
  ['4000000000000077', 'bypassPending', { availableAtOnce: true }],
  ['4000003720000278', 'bypassPendingInternational', { availableAtOnce: true, country: 'IE' }],
];

const CARDS: readonly TestCard[] = ROWS.map(([number, name, traits = {}]) => complete(number, name, traits));
const BY_NUMBER = new Map(CARDS.map((card) => [card.number, card]));
const BY_NAME = new Map(CARDS.map((card) => [card.name, card]));

export function testCardByNumber(number: string): TestCard | undefined {
  return BY_NUMBER.get(number);
}

export function testCardByName(name: string): TestCard | undefined {
  return BY_NAME.get(name);
}

function complete(number: string, name: string, traits: Traits): TestCard {
  const brand = brandOf(number);
  return {
    name,
    number,
    brand,
    funding: 'credit',
    country: 'US',
    networks: [brand],
    authentication: 'none',
    risk: 'normal',
    cvcCheck: 'pass',
    postcodeCheck: 'pass',
    line1Check: 'pass',
    ...traits,
  };
}
