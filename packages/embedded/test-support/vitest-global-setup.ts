import { existsSync } from 'node:fs';
import { createEmptyTemplate, startTestCluster, TEST_DATABASE_URL } from '../src/postgres/test-cluster.ts';

// Set once the template is made: every project of a run calls this setup in the same process, and they share one cluster.
const TEMPLATE_MADE = 'BETALT_TEST_TEMPLATE_MADE';

/**
 * One throwaway cluster a test run, or the one that BETALT_TEST_DATABASE_URL names, with the template database migrated
 * once. Test files copy it (`createDatabaseFrom`).
 */
export default async function setup(): Promise<() => Promise<void>> {
  const named = process.env[TEST_DATABASE_URL];
  const own = named === undefined || named === '' ? await startTestCluster() : undefined;
  const url = own?.url ?? named ?? '';
  process.env[TEST_DATABASE_URL] = url;
  try {
    if (process.env[TEMPLATE_MADE] !== url) await migrateTemplate(url);
  } catch (failure) {
    await own?.stop();
    throw failure;
  }
  process.env[TEMPLATE_MADE] = url;
  return async () => {
    await own?.stop();
  };
}

type TemplateSupport = { migrateTemplate(url: string): Promise<void> };

/** The server owns the schema; this package only knows where the server's tests say how it comes to be. */
async function migrateTemplate(cluster: string): Promise<void> {
  const template = await createEmptyTemplate(cluster);
  const support = new URL('../../server/test/support/template.ts', import.meta.url);
  if (!existsSync(support)) return;
  const loaded: unknown = await import(support.href);
  if (!isTemplateSupport(loaded)) throw new Error(`${support.pathname} does not export migrateTemplate(url).`);
  await loaded.migrateTemplate(template);
}

function isTemplateSupport(loaded: unknown): loaded is TemplateSupport {
  if (typeof loaded !== 'object' || loaded === null || !('migrateTemplate' in loaded)) return false;
  return typeof loaded.migrateTemplate === 'function';
}
