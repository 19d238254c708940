import type { FastifySchemaCompiler } from 'fastify';
import type { TSchema } from 'typebox';
import { Compile, type Validator } from 'typebox/compile';
import { System } from 'typebox/system';
import { Value } from 'typebox/value';
import { type Problem, type ProblemDetail, problem } from '../problems/problem.ts';
import type { ProblemCatalogue, ViolationKind } from '../problems/problem-facts.ts';

// All violations of a body at once, and yet bounded.
System.Settings.Set({ maxErrors: 50 });

/**
 * Compiles a schema when it is first needed, so that a start does not pay for routes that nobody asks. Path, query and
 * headers are text and are converted; a body is taken as it is.
 */
export const compileSchema: FastifySchemaCompiler<TSchema> = ({ schema, httpPart }) => {
  let validator: Validator | undefined;
  return (value: unknown) => {
    validator ??= Compile(schema);
    const converted = httpPart === 'body' ? value : Value.Convert(schema, value);
    if (validator.Check(converted)) return { value: converted };
    return { error: new RequestViolation(httpPart ?? 'body', validator.Errors(converted)) };
  };
};

/** The answer to a request that its schema refuses: every violation in `details`, the first one's place in `target`. */
export function violationProblem({ httpPart, violations }: RequestViolation): Problem {
  const { code, root } = PARTS[httpPart] ?? { code: 'InvalidRequestBody', root: '' };
  const details = withoutAlternatives(violations).flatMap((violation) => presentViolation(violation, code, root));
  return problem(code, { count: details.length }, { target: details[0]?.target, details });
}

/** A union is refused once, with what it takes, and not once for each of its members. */
function withoutAlternatives(violations: readonly Violation[]): readonly Violation[] {
  const unions = violations.filter(({ keyword }) => keyword === 'anyOf');
  const isBelow = (union: Violation, { instancePath, schemaPath }: Violation): boolean =>
    schemaPath.startsWith(`${union.schemaPath}/anyOf/`) && instancePath.startsWith(union.instancePath);
  return violations
    .filter((violation) => !unions.some((union) => isBelow(union, violation)))
    .map((violation) => {
      if (violation.keyword !== 'anyOf') return violation;
      const members = violations.filter((each) => each.keyword === 'const' && isBelow(violation, each));
      const allowedValues = members.map(({ params }) => (params as { allowedValue?: unknown }).allowedValue);
      return { ...violation, keyword: 'enum', params: { allowedValues } };
    });
}

/** What TypeBox found wrong; a value of it never leaves the process. */
export interface Violation {
  readonly keyword: string;
  readonly schemaPath: string;
  readonly instancePath: string;
  readonly params: object;
}

export class RequestViolation extends Error {
  override readonly name = 'RequestViolation';
  readonly httpPart: string;
  readonly violations: readonly Violation[];
  constructor(httpPart: string, violations: readonly Violation[]) {
    super(`request ${httpPart} violates its schema`);
    this.httpPart = httpPart;
    this.violations = violations;
  }
}

const PARTS: Readonly<
  Record<
    string,
    { code: 'InvalidRequestBody' | 'InvalidQueryParameter' | 'InvalidPathParameter' | 'InvalidHeader'; root: string }
  >
> = {
  body: { code: 'InvalidRequestBody', root: '$' },
  querystring: { code: 'InvalidQueryParameter', root: '' },
  params: { code: 'InvalidPathParameter', root: '' },
  headers: { code: 'InvalidHeader', root: '' },
};

function presentViolation(violation: Violation, code: string, root: string): ProblemDetail[] {
  const facts = violation.params as Readonly<Record<string, unknown>>;
  const at = (path: string, kind: ViolationKind, limit = ''): ProblemDetail => ({
    code,
    target: jsonPath(root, path),
    sentence: (catalogue: ProblemCatalogue) => catalogue.violations[kind](limit),
  });
  const below = (name: unknown) => `${violation.instancePath}/${String(name)}`;
  switch (violation.keyword) {
    case 'required':
      return (facts.requiredProperties as readonly string[]).map((name) => at(below(name), 'required'));
    case 'additionalProperties':
      return (facts.additionalProperties as readonly string[]).map((name) => at(below(name), 'unknown'));
    // additionalProperties: false is reported twice, once as a schema of false.
    case 'boolean':
      return [];
    case 'enum':
      return [at(violation.instancePath, 'notAllowed', (facts.allowedValues as readonly unknown[]).join(', '))];
    default: {
      const known = KINDS[violation.keyword];
      const limit = facts[known?.fact ?? ''];
      return [at(violation.instancePath, known?.kind ?? 'invalid', limit === undefined ? '' : textOf(limit))];
    }
  }
}

const KINDS: Readonly<Record<string, { kind: ViolationKind; fact: string }>> = {
  type: { kind: 'type', fact: 'type' },
  format: { kind: 'format', fact: 'format' },
  minLength: { kind: 'tooShort', fact: 'limit' },
  maxLength: { kind: 'tooLong', fact: 'limit' },
  minimum: { kind: 'tooSmall', fact: 'limit' },
  exclusiveMinimum: { kind: 'tooSmall', fact: 'limit' },
  maximum: { kind: 'tooLarge', fact: 'limit' },
  exclusiveMaximum: { kind: 'tooLarge', fact: 'limit' },
  minItems: { kind: 'tooFew', fact: 'limit' },
  maxItems: { kind: 'tooMany', fact: 'limit' },
  const: { kind: 'notAllowed', fact: 'allowedValue' },
  pattern: { kind: 'pattern', fact: '' },
};

/** A limit is a word, a number, or a list of words. */
function textOf(limit: unknown): string {
  if (Array.isArray(limit)) return limit.join(', ');
  return typeof limit === 'string' ? limit : JSON.stringify(limit);
}

/** `/amount/value` → `$.amount.value`; in a query just the name. */
function jsonPath(root: string, pointer: string): string {
  const names = pointer
    .split('/')
    .slice(1)
    .map((name) => name.replaceAll('~1', '/').replaceAll('~0', '~'));
  const path = names.map((name) => (/^\d+$/.test(name) ? `[${name}]` : `.${name}`)).join('');
  return root === '' ? path.slice(1) : `${root}${path}`;
}
