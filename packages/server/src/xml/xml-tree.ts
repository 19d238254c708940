import { err, ok, type Result } from '@betalt/core/shared/result.ts';
import { SaxesParser, type SaxesTagNS } from 'saxes';

/** An element with where it stands. `name` has the canonical prefix of its namespace, whatever prefix the file uses. */
export type XmlElement = {
  readonly name: string;
  readonly parent: XmlElement | undefined;
  readonly attributes: ReadonlyMap<string, string>;
  readonly children: readonly XmlElement[];
  /** Offset of the '<' in the text, in UTF-16 units. */
  readonly offset: number;
  /** The character data directly inside, not yet trimmed. */
  text: string;
};

export type XmlProblem = {
  readonly rule:
    | 'xml-not-well-formed'
    | 'xml-doctype'
    | 'xml-too-deep'
    | 'xml-too-many-elements'
    | 'xml-too-many-attributes';
  readonly offset: number;
  readonly path: string;
  readonly message: string;
};

/** More than any file that is meant has. */
export type XmlLimits = { readonly depth: number; readonly elements: number; readonly attributes: number };

/**
 * Reads XML into a tree. No DTD is accepted at all, so there are no entities but the five of XML itself, nothing is
 * expanded and nothing is fetched; depth and number of elements are bounded.
 * @param prefixes canonical prefix by namespace; elements of other namespaces, or of none, are named '{namespace}local'.
 */
export function readXml(
  text: string,
  prefixes: ReadonlyMap<string, string>,
  limits: XmlLimits,
): Result<XmlElement, XmlProblem> {
  const reading: Reading = {
    root: undefined,
    current: undefined,
    depth: 0,
    elements: 0,
    attributes: 0,
    names: new Map(),
  };
  const parser: Parser = new SaxesParser({ xmlns: true });
  const stop: StopReading = (rule, message, offset = parser.position) => {
    throw new Stop({ rule, offset: Math.min(offset, text.length), path: pathOf(reading.current), message });
  };
  refuseWhatIsNotRead(parser, text, reading, { limits, stop });
  growTree(parser, text, reading, { prefixes, limits, stop });
  return run(parser, text, reading);
}

/** '/Invoice/cac:InvoiceLine[3]/cbc:ID': a number only where there are siblings of the same name. */
export function pathOf(element: XmlElement | undefined): string {
  if (!element) return '/';
  const steps: string[] = [];
  for (let at: XmlElement | undefined = element; at; at = at.parent) steps.unshift(stepOf(at));
  return `/${steps.join('/')}`;
}

type OpenElement = Omit<XmlElement, 'parent' | 'children'> & {
  readonly parent: OpenElement | undefined;
  children: OpenElement[];
};

type Reading = {
  root: OpenElement | undefined;
  current: OpenElement | undefined;
  depth: number;
  elements: number;
  attributes: number;
  /** Each name once, however many elements bear it. */
  readonly names: Map<string, string>;
};

class Stop extends Error {
  readonly problem: XmlProblem;

  constructor(problem: XmlProblem) {
    super(problem.message);
    this.problem = problem;
  }
}

type Parser = SaxesParser<{ xmlns: true }>;
type StopReading = (rule: XmlProblem['rule'], message: string, offset?: number) => void;

interface Bounds {
  readonly limits: XmlLimits;
  readonly stop: StopReading;
}

function refuseWhatIsNotRead(parser: Parser, text: string, reading: Reading, { limits, stop }: Bounds): void {
  parser.on('error', (error) => {
    const what = error.message.replace(/^.*?\d+:\d+: /, '').replace(/\.$/, '');
    stop('xml-not-well-formed', `The XML is broken here: ${what}. Everything after this place is unread.`);
  });
  parser.on('doctype', () => {
    const message = 'The file has a document type declaration (DOCTYPE), which can carry entities. Send it without.';
    stop('xml-doctype', message, text.indexOf('<!DOCTYPE'));
  });
  parser.on('opentagstart', () => {
    reading.attributes = 0;
  });
  parser.on('attribute', () => {
    reading.attributes += 1;
    const limit = limits.attributes;
    if (reading.attributes > limit) stop('xml-too-many-attributes', `An element has more than ${limit} attributes.`);
  });
}

function growTree(
  parser: Parser,
  text: string,
  reading: Reading,
  how: Bounds & { readonly prefixes: ReadonlyMap<string, string> },
): void {
  parser.on('opentag', (tag) => open(reading, tag, text.lastIndexOf('<', parser.position - 1), how));
  parser.on('closetag', () => close(reading));
  const append = (data: string) => {
    if (reading.current) reading.current.text += data;
  };
  parser.on('text', append);
  parser.on('cdata', append);
}

function run(parser: Parser, text: string, reading: Reading): Result<XmlElement, XmlProblem> {
  try {
    parser.write(text).close();
  } catch (cause) {
    if (cause instanceof Stop) return err(cause.problem);
    throw cause;
  }
  if (reading.root) return ok(reading.root);
  return err({ rule: 'xml-not-well-formed', offset: 0, path: '/', message: 'The file has no element at all.' });
}

function open(
  reading: Reading,
  tag: SaxesTagNS,
  offset: number,
  { prefixes, limits, stop }: Bounds & { readonly prefixes: ReadonlyMap<string, string> },
): void {
  reading.depth += 1;
  reading.elements += 1;
  const { depth, elements } = limits;
  if (reading.depth > depth) stop('xml-too-deep', `Elements are nested more than ${depth} deep.`, offset);
  if (reading.elements > elements)
    stop('xml-too-many-elements', `The file has more than ${elements} elements.`, offset);
  const parent = reading.current;
  const name = nameOf(tag, prefixes, reading.names);
  const element: OpenElement = { name, parent, attributes: attributesOf(tag), children: NO_CHILDREN, offset, text: '' };
  if (parent && parent.children === NO_CHILDREN) parent.children = [];
  parent?.children.push(element);
  reading.root ??= element;
  reading.current = element;
}

function close(reading: Reading): void {
  reading.depth -= 1;
  reading.current = reading.current?.parent;
}

function nameOf(tag: SaxesTagNS, prefixes: ReadonlyMap<string, string>, names: Map<string, string>): string {
  const prefix = prefixes.get(tag.uri);
  const qualified = prefix ? `${prefix}:${tag.local}` : tag.local;
  const name = prefix === undefined ? `{${tag.uri}}${tag.local}` : qualified;
  const known = names.get(name);
  if (known === undefined) names.set(name, name);
  return known ?? name;
}

// NOTE: most elements have no children and no attributes; empty collections of their own would be most of the memory.
const NO_CHILDREN: OpenElement[] = [];
const NO_ATTRIBUTES: ReadonlyMap<string, string> = new Map();

function attributesOf(tag: SaxesTagNS): ReadonlyMap<string, string> {
  const attributes = Object.values(tag.attributes).filter((each) => each.uri === '');
  return attributes.length === 0 ? NO_ATTRIBUTES : new Map(attributes.map((each) => [each.local, each.value]));
}

function stepOf(element: XmlElement): string {
  let before = 0;
  let all = 0;
  for (const sibling of element.parent?.children ?? []) {
    if (sibling.name !== element.name) continue;
    all += 1;
    if (sibling.offset < element.offset) before += 1;
  }
  const name = element.name.replace(/^\{\}/, '');
  return all > 1 ? `${name}[${before + 1}]` : name;
}
