// Runs before `npm run check`: the tools it needs are dependencies.
import { attempt } from './setup/attempt.mjs';
import { installDependencies } from './setup/install-dependencies.mjs';

await attempt(installDependencies);
