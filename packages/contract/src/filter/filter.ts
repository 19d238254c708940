/** A parsed filter: comparisons of named fields joined by and, or, not. Names are those of the resource's white list. */
export type Filter =
  | { readonly kind: 'compare'; readonly field: string; readonly operator: Operator; readonly value: FilterValue }
  | { readonly kind: 'and' | 'or'; readonly left: Filter; readonly right: Filter }
  | { readonly kind: 'not'; readonly operand: Filter };

export type Operator = 'eq' | 'ne' | 'gt' | 'ge' | 'lt' | 'le';
export type FilterValue = string | number | null;

/** What may be filtered, by lower-case path without `properties/`, and what kind of value it takes. */
export type FilterFields = Readonly<Record<string, 'text' | 'date' | 'number'>>;

/** Where in the text the filter stops making sense (0-based), and what would. */
export interface FilterError {
  readonly position: number;
  readonly message: string;
}
