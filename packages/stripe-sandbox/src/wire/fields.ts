import { invalid } from './failures.ts';
import type { FormObject, FormValue } from './form.ts';

/** How one parameter is read. `at` is its name as Stripe writes it in messages: `metadata[order]`. */
export interface Field<T> {
  parse(value: FormValue | undefined, at: string): T;
}
export type Fields = Readonly<Record<string, Field<unknown>>>;
export type Parsed<F extends Fields> = { readonly [K in keyof F]: F[K] extends Field<infer T> ? T : never };

/** Reads a whole form; a name that the table does not have is refused, as Stripe does. */
export function parseFields<F extends Fields>(fields: F, form: FormObject, at = ''): Parsed<F> {
  const nameOf = (name: string): string => (at === '' ? name : `${at}[${name}]`);
  const unknown = Object.keys(form).filter((name) => !Object.hasOwn(fields, name));
  if (unknown.length > 0) throw unknownParameters(unknown.map(nameOf));
  const parsed = Object.entries(fields).map(([name, field]) => [name, field.parse(form[name], nameOf(name))]);
  return Object.fromEntries(parsed) as Parsed<F>;
}

/** Text; the empty string is refused, because for Stripe it means *unset* and this field cannot be. */
export function text(max = 5_000): Field<string | undefined> {
  return optional((value, at) => {
    if (typeof value !== 'string') throw invalid(`Invalid string: ${JSON.stringify(value)}`, { param: at });
    if (value === '') throw emptyText(at);
    if (value.length > max) throw invalid(`Invalid string: ${at} is longer than ${max} characters`, { param: at });
    return value;
  });
}

/** As `text`, but the empty string reads as null: unset. */
export function clearable(max = 5_000): Field<string | null | undefined> {
  const inner = text(max);
  return optional((value, at) => (value === '' ? null : (inner.parse(value, at) ?? null)));
}

export function required<T>(field: Field<T>): Field<Exclude<T, undefined>> {
  return {
    parse(value, at) {
      if (value === undefined) {
        throw invalid(`Missing required param: ${at}.`, { code: 'parameter_missing', param: at });
      }
      return field.parse(value, at) as Exclude<T, undefined>;
    },
  };
}

export function integer(limits: { min?: number; max?: number } = {}): Field<number | undefined> {
  return optional((value, at) => {
    const number = typeof value === 'string' && /^-?\d{1,15}$/.test(value) ? Number(value) : Number.NaN;
    if (Number.isNaN(number)) {
      throw invalid(`Invalid integer: ${JSON.stringify(value)}`, { code: 'parameter_invalid_integer', param: at });
    }
    if (number < (limits.min ?? -Infinity) || number > (limits.max ?? Infinity)) {
      throw invalid(`Invalid integer: ${at} is outside what is allowed`, {
        code: 'parameter_invalid_integer',
        param: at,
      });
    }
    return number;
  });
}

export function flag(): Field<boolean | undefined> {
  return optional((value, at) => {
    if (value === 'true') return true;
    if (value === 'false') return false;
    throw invalid(`Invalid boolean: ${JSON.stringify(value)}`, { param: at });
  });
}

export function choice<const T extends string>(...allowed: readonly T[]): Field<T | undefined> {
  return optional((value, at) => {
    const chosen = allowed.find((one) => one === value);
    if (chosen === undefined) throw invalid(`Invalid ${at}: must be one of ${allowed.join(', ')}`, { param: at });
    return chosen;
  });
}

export function list<T>(item: Field<T>): Field<Exclude<T, undefined>[] | undefined> {
  return optional((value, at) => {
    if (value === '') return [];
    if (!Array.isArray(value)) throw invalid(`Invalid array: ${at}`, { param: at });
    return value.map((one: FormValue, index) => item.parse(one, `${at}[${index}]`) as Exclude<T, undefined>);
  });
}

export function group<F extends Fields>(fields: F): Field<Parsed<F> | undefined> {
  return optional((value, at) => {
    if (!isForm(value)) throw invalid(`Invalid object: ${at}`, { param: at });
    return parseFields(fields, value, at);
  });
}

/** Free names to text; an empty value removes the name, `metadata=` removes all (null). At most 50 names of 40 characters. */
export function metadata(): Field<Record<string, string> | null | undefined> {
  return optional((value, at) => {
    if (value === '') return null;
    // NOTE: names 0, 1, 2… read as a list; for metadata they are names all the same.
    const entries = typeof value === 'object' ? Object.entries<FormValue>(value) : refuseObject(at);
    if (entries.length > 50) throw invalid('Metadata can have at most 50 keys.', { param: at });
    return Object.fromEntries(entries.map(([name, one]) => [name, metadataText(name, one, at)]));
  });
}

function metadataText(name: string, value: FormValue, at: string): string {
  if (typeof value !== 'string' || value.length > 500 || name.length > 40) {
    throw invalid(`Metadata names have at most 40 characters and values are text of at most 500.`, {
      param: `${at}[${name}]`,
    });
  }
  return value;
}

function optional<T>(parse: (value: FormValue, at: string) => T): Field<T | undefined> {
  return { parse: (value, at) => (value === undefined ? undefined : parse(value, at)) };
}

function isForm(value: FormValue): value is FormObject {
  return typeof value === 'object' && !Array.isArray(value);
}

function refuseObject(at: string): never {
  throw invalid(`Invalid object: ${at}`, { param: at });
}

function emptyText(at: string): Error {
  const message = `You passed an empty string for '${at}'; it cannot be unset. Leave it out, or give a value.`;
  return invalid(message, { code: 'parameter_invalid_empty', param: at });
}

function unknownParameters(names: readonly string[]): Error {
  const message = `Received unknown parameter${names.length > 1 ? 's' : ''}: ${names.join(', ')}`;
  return invalid(message, { code: 'parameter_unknown', param: names[0] ?? '' });
}
