import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';

const root = new URL('../../../../', import.meta.url);

describe('the glossary', () => {
  it('gives each term the Norwegian that the portal shows for it', () => {
    const terms = glossaryTerms();
    const shown = portalMessages();
    const onScreen = terms.filter(([english]) => shown.has(english));
    // A renamed file or another form of table must not make this pass over nothing.
    expect(onScreen.length).toBeGreaterThan(15);
    expect(onScreen).toEqual(onScreen.map(([english]) => [english, shown.get(english)]));
  });

  it('has each term once', () => {
    const english = glossaryTerms().map(([term]) => term);
    expect(english).toEqual([...new Set(english)]);
  });
});

/** English and Norwegian of every row, in lower case. */
function glossaryTerms(): [string, string][] {
  const page = readFileSync(new URL('docs/glossary.md', root), 'utf8');
  const rows = page.split('\n').map((line) => line.split('|').map((cell) => cell.trim().toLowerCase()));
  return rows.flatMap(([, english = '', norwegian = '', meaning]): [string, string][] =>
    meaning === undefined || english === 'english' || english.startsWith('---') ? [] : [[english, norwegian]],
  );
}

/** One-line messages of the portal by their English, in lower case. */
function portalMessages(): Map<string, string> {
  const catalogue = readFileSync(new URL('packages/web/src/i18n/locales/nb-NO.po', root), 'utf8');
  return new Map(
    [...catalogue.matchAll(/^msgid "(.+)"\nmsgstr "(.+)"$/gm)].map(([, english = '', norwegian = '']) => [
      english.toLowerCase(),
      norwegian.toLowerCase(),
    ]),
  );
}
