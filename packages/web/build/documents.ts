import { fileURLToPath } from 'node:url';

/** What Rolldown tells of the modules while it forms chunks. */
interface Chunking {
  getModuleInfo(id: string): {
    readonly importedIds: readonly string[];
    readonly dynamicallyImportedIds: readonly string[];
  } | null;
}

const START = fileURLToPath(new URL('../src/pay-link/start.tsx', import.meta.url));
/** Modules that are not of the page of a pay link alone. */
export const NOT_OF_PAY_LINK = /^(?!.*\/(src\/pay-link\/|pay\.html))/;

/**
 * Names the chunk of what both documents, the portal and the page of a pay link, begin with; null for what the portal has
 * alone. A shared module in one chunk with the portal's entry would start the portal on a stranger's page.
 */
export function shared(id: string, chunking: Chunking): string | null {
  if (!NOT_OF_PAY_LINK.test(id)) return null;
  reachable ??= everythingUnder(START, chunking);
  return reachable.has(id) ? 'shared' : null;
}

let reachable: ReadonlySet<string> | undefined;

function everythingUnder(start: string, chunking: Chunking): ReadonlySet<string> {
  const found = new Set<string>();
  const open = [start];
  for (let id = open.pop(); id !== undefined; id = open.pop()) {
    if (found.has(id)) continue;
    found.add(id);
    const facts = chunking.getModuleInfo(id);
    open.push(...(facts?.importedIds ?? []), ...(facts?.dynamicallyImportedIds ?? []));
  }
  return found;
}
