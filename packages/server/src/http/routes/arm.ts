import type { Wiring } from '../../wiring.ts';
import type { App } from '../app.ts';

/** Every route of `Microsoft.Billing`. The scope that they are registered on has authenticated and knows the api-version. */
export function registerArmRoutes(_app: App, _wiring: Wiring): void {}
