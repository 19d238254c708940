/**
 * What EN 16931 asks per tax category; the rules of all categories have one pattern, BR-<prefix>-01 to -10, and this
 * table is how they differ.
 */
export type CategoryRules = {
  readonly prefix: string;
  readonly name: string;
  /** What the rate of lines, allowances and charges must be (-05, -06, -07). */
  readonly rate: 'aboveZero' | 'zero' | 'zeroOrMore' | 'absent';
  /** Whether the breakdown has one part per rate, or exactly one part whose tax is zero (-01, -08, -09). */
  readonly breakdown: 'perRate' | 'single';
  /** -10 */
  readonly exemptionReason: 'required' | 'forbidden';
  /** Which numbers must be there (-02, -03, -04). */
  readonly seller: 'vatOrTaxNumber' | 'vatNumber' | 'noVatNumber';
  readonly buyer: 'any' | 'vatNumber' | 'vatOrCompanyNumber' | 'noVatNumber';
};

/** Category B (Italian split payment) has rules of its own: see tax-exceptions.ts. */
export type RuledCategory = 'S' | 'Z' | 'E' | 'AE' | 'K' | 'G' | 'O' | 'L' | 'M';

// biome-ignore format: a table, to be read by columns
export const categoryRules: Readonly<Record<RuledCategory, CategoryRules>> = {
  S:  { prefix: 'S',  name: 'standard rated',         rate: 'aboveZero',  breakdown: 'perRate', exemptionReason: 'forbidden', seller: 'vatOrTaxNumber', buyer: 'any' },
  L:  { prefix: 'AF', name: 'Canary Islands tax',     rate: 'zeroOrMore', breakdown: 'perRate', exemptionReason: 'forbidden', seller: 'vatOrTaxNumber', buyer: 'any' },
  M:  { prefix: 'AG', name: 'Ceuta and Melilla tax',  rate: 'zeroOrMore', breakdown: 'perRate', exemptionReason: 'forbidden', seller: 'vatOrTaxNumber', buyer: 'any' },
  Z:  { prefix: 'Z',  name: 'zero rated',             rate: 'zero',       breakdown: 'single',  exemptionReason: 'forbidden', seller: 'vatOrTaxNumber', buyer: 'any' },
  E:  { prefix: 'E',  name: 'exempt',                 rate: 'zero',       breakdown: 'single',  exemptionReason: 'required',  seller: 'vatOrTaxNumber', buyer: 'any' },
  AE: { prefix: 'AE', name: 'reverse charge',         rate: 'zero',       breakdown: 'single',  exemptionReason: 'required',  seller: 'vatOrTaxNumber', buyer: 'vatOrCompanyNumber' },
  K:  { prefix: 'IC', name: 'intra-community supply', rate: 'zero',       breakdown: 'single',  exemptionReason: 'required',  seller: 'vatNumber',      buyer: 'vatNumber' },
  G:  { prefix: 'G',  name: 'export',                 rate: 'zero',       breakdown: 'single',  exemptionReason: 'required',  seller: 'vatNumber',      buyer: 'any' },
  O:  { prefix: 'O',  name: 'not subject to VAT',     rate: 'absent',     breakdown: 'single',  exemptionReason: 'required',  seller: 'noVatNumber',    buyer: 'noVatNumber' },
};
