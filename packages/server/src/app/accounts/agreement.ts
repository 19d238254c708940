import { readFile } from 'node:fs/promises';

/** The vendor's customer agreement that new billing accounts are opened under. A changed text is a new version, kept beside the old. */
export const CURRENT_AGREEMENT = {
  version: '2026-11-01',
  titles: { 'en-US': 'Customer agreement', 'nb-NO': 'Kundeavtale' },
} as const;

/** The languages that the vendor has had the agreement written in. */
export type AgreementLanguage = keyof typeof CURRENT_AGREEMENT.titles;

const TEXTS = new URL('../../../agreements/', import.meta.url);
const VERSIONS: ReadonlySet<string> = new Set([CURRENT_AGREEMENT.version]);

/** @returns the agreement as paragraphs, headings beginning with `# `; null for a version that never was. */
export async function readAgreement(version: string, language: AgreementLanguage): Promise<string | null> {
  if (!VERSIONS.has(version)) return null;
  return readFile(new URL(`${version}.${language}.md`, TEXTS), 'utf8');
}
