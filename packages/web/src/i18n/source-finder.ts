import type { Messages } from '@lingui/core';

type CompiledMessage = Messages[string];

type Shape = { readonly texts: readonly string[]; readonly names: readonly string[] };

/**
 * Finds the English source of a sentence as it stands on the page. Values in it (a name, an amount) are carried over.
 * Sentences that change with a number or a choice are left out: which of their forms stands there cannot be known.
 */
export function createSourceFinder(translated: Messages, source: Messages): (shown: string) => string | undefined {
  const fixed = new Map<string, string>();
  const patterns: { readonly pattern: RegExp; readonly names: readonly string[]; readonly source: Shape }[] = [];
  for (const [id, message] of Object.entries(translated)) {
    const from = shapeOf(message);
    const to = source[id] === undefined ? undefined : shapeOf(source[id]);
    if (from === undefined || to === undefined) continue;
    if (from.names.length === 0) fixed.set(from.texts.join(''), to.texts.join(''));
    // A message of values alone would match anything.
    else if (from.texts.join('').trim() !== '')
      patterns.push({ pattern: patternOf(from), names: from.names, source: to });
  }
  return (shown) => {
    const text = shown.trim();
    const known = fixed.get(text);
    if (known !== undefined) return known;
    for (const { pattern, names, source: to } of patterns) {
      const values = pattern.exec(text)?.slice(1);
      if (values !== undefined) return filled(to, names, values);
    }
    return undefined;
  };
}

/** Texts with a value between each two of them; undefined for plurals, choices and formats. */
function shapeOf(message: CompiledMessage): Shape | undefined {
  const tokens = typeof message === 'string' ? [message] : message;
  const texts = [''];
  const names: string[] = [];
  for (const token of tokens) {
    if (typeof token === 'string') texts[texts.length - 1] += withoutTags(token);
    else if (token.length === 1) {
      names.push(token[0]);
      texts.push('');
    } else return undefined;
  }
  return { texts, names };
}

function patternOf({ texts }: Shape): RegExp {
  return new RegExp(`^${texts.map((text) => escaped(text)).join('(.+?)')}$`, 'u');
}

function filled({ texts, names }: Shape, valueNames: readonly string[], values: readonly string[]): string {
  return texts.reduce((made, text, index) => {
    if (index === 0) return text;
    const name = names[index - 1] ?? '';
    return made + (values[valueNames.indexOf(name)] ?? '') + text;
  }, '');
}

/** `<0>Create one</0>` marks an element of the page, whose own text is what stands there. */
function withoutTags(text: string): string {
  return text.replace(/<\/?\d+\/?>/g, '');
}

function escaped(text: string): string {
  return text.replace(/[$()*+.?[\\\]^{|}]/g, '\\$&');
}
