import { readFile } from 'node:fs/promises';
import type { Language } from '@betalt/contract/portal/session.ts';

/** The vendor's customer agreement that new billing accounts are opened under. A changed text is a new version, kept beside the old. */
export const CURRENT_AGREEMENT = {
  version: '2026-11-01',
  titles: { 'en-US': 'Customer agreement', 'nb-NO': 'Kundeavtale' } satisfies Record<Language, string>,
} as const;

const TEXTS = new URL('../../../agreements/', import.meta.url);
const VERSIONS: ReadonlySet<string> = new Set([CURRENT_AGREEMENT.version]);

/** @returns the agreement as paragraphs, headings beginning with `# `; null for a version that never was. */
export async function readAgreement(version: string, language: Language): Promise<string | null> {
  if (!VERSIONS.has(version)) return null;
  return readFile(new URL(`${version}.${language}.md`, TEXTS), 'utf8');
}
