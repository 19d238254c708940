/**
 * The api-versions that Betalt answers. `2024-04-01` is Azure's own; `2026-11-01-betalt` adds what Azure lacks and is
 * accepted on every path with the shape of 2024 plus the additions.
 */
export const API_VERSIONS = ['2024-04-01', '2026-11-01-betalt'] as const;
export type ApiVersion = (typeof API_VERSIONS)[number];

export const OWN_VERSION = '2026-11-01-betalt' satisfies ApiVersion;

export function isApiVersion(text: string): text is ApiVersion {
  return (API_VERSIONS as readonly string[]).includes(text);
}
