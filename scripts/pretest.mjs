// Runs before `npm test`: what `npm start` needs, and a browser for the tests that look at the portal.
import { attempt } from './setup/attempt.mjs';
import { buildPortal } from './setup/build-portal.mjs';
import { findBrowser } from './setup/find-browser.mjs';
import { installDependencies } from './setup/install-dependencies.mjs';

await attempt(async () => {
  await installDependencies();
  await buildPortal();
  await findBrowser();
});
