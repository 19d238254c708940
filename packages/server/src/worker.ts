import { startCommand } from './cli/start.ts';
import { endFailed } from './start/start-error.ts';

// Jobs only, as `betalt start --role worker` does it.
await startCommand('worker').catch(endFailed);
