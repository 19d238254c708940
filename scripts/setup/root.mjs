import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = dirname(dirname(dirname(fileURLToPath(import.meta.url))));

/** The absolute path of something in the checkout. */
export function inRoot(...parts) {
  return join(root, ...parts);
}
