import type { Wiring } from '../../../app/wired.ts';
import type { App } from '../../app.ts';
import { registerLive } from '../../live/live.ts';
import { authenticate } from '../../middleware/authenticate.ts';
import { crossSite } from '../../middleware/same-origin.ts';
import { problem } from '../../problems/problem.ts';
import { registerCreateBillingAccount } from './create-billing-account.ts';
import { registerPortalConfig } from './portal-config.ts';
import { registerSearch } from './search.ts';
import { registerSession } from './session.ts';
import { registerSettings } from './settings.ts';
import { registerSignIn } from './sign-in.ts';
import { registerSignUp } from './sign-up.ts';

/** The portal's own endpoints under `/api`; everything else it does is the public API. */
export function registerPortalRoutes(app: App, wiring: Wiring): void {
  app.register(
    async (api: App) => {
      // Signing somebody in from another site would hand them another's session: no write of this scope is taken from one.
      api.addHook('onRequest', (request, reply, done) => {
        if (crossSite(request)) return void reply.problem(problem('CrossSiteRequest', {}));
        done();
      });
      registerPortalConfig(api, wiring);
      registerSignIn(api, wiring);
      registerSignUp(api, wiring);
      registerSession(api, wiring);
      api.register(async (signedIn: App) => {
        authenticate(signedIn, wiring);
        registerSettings(signedIn, wiring);
        registerCreateBillingAccount(signedIn, wiring);
        registerSearch(signedIn, wiring);
        registerLive(signedIn, wiring);
      });
    },
    { prefix: '/api' },
  );
}
