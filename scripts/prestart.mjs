// Runs before `npm start`, on whatever Node runs npm: everything that a fresh clone lacks, and nothing when it lacks nothing.
import { attempt } from './setup/attempt.mjs';
import { buildPortal } from './setup/build-portal.mjs';
import { installDependencies } from './setup/install-dependencies.mjs';

await attempt(async () => {
  await installDependencies();
  await buildPortal();
});
