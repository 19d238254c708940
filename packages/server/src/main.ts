import { startCommand } from './cli/start.ts';
import { endFailed } from './start/start-error.ts';

// Everything in one process, as `betalt start` does it.
await startCommand('all').catch(endFailed);
