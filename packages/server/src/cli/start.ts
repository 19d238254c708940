import type { ProcessRole } from '../config/config.ts';
import { start } from '../start/start.ts';
import { configuration } from './configuration.ts';

/** `betalt start`: comes back when Betalt is ready; the process lives on until it is stopped. */
export async function startCommand(role: ProcessRole): Promise<void> {
  await start(configuration(), role);
}
