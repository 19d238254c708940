import { LANGUAGES, type Language } from '@betalt/contract/portal/session.ts';

/**
 * The best of Betalt's languages for an Accept-Language header (RFC 9110 12.5.4): by weight, then by order; `nb-NO`, `nb` and `no`
 * are Norwegian, as `nn` readers are served better by it than by English. Nothing fitting: English.
 */
export function preferredLanguage(header: string | undefined): Language {
  if (header === undefined || header === '') return 'en-US';
  const ranges = header
    .split(',')
    .map(parseRange)
    .filter(({ weight }) => weight > 0);
  // Sorting is stable: ranges of one weight stay in the caller's order.
  ranges.sort((one, other) => other.weight - one.weight);
  for (const { tag } of ranges) {
    const language = BY_TAG[tag.split('-')[0] ?? ''];
    if (language !== undefined) return language;
  }
  return 'en-US';
}

export function isLanguage(text: unknown): text is Language {
  return LANGUAGES.some((language) => language === text);
}

const BY_TAG: Readonly<Record<string, Language>> = { en: 'en-US', nb: 'nb-NO', no: 'nb-NO', nn: 'nb-NO' };

function parseRange(range: string): { tag: string; weight: number } {
  const [tag = '', ...parameters] = range.trim().toLowerCase().split(';');
  const quality = parameters
    .map((each) => /^\s*q=([01](?:\.\d{1,3})?)\s*$/.exec(each)?.[1])
    .find((each) => each !== undefined);
  return { tag: tag.trim(), weight: quality === undefined ? 1 : Number(quality) };
}
