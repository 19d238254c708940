import type { Language } from '@betalt/contract/portal/session.ts';
import { PortalConfig } from '@betalt/contract/portal/session.ts';
import { CURRENT_AGREEMENT } from '../../../app/accounts/agreement.ts';
import type { Wiring } from '../../../app/wired.ts';
import { DEMO_PASSWORD } from '../../../demo/demo-people.ts';
import { demoSignIns } from '../../../start/demo.ts';
import type { App } from '../../app.ts';
import { sandboxOrigin } from '../../middleware/security-headers.ts';

/** `GET /api/config`: what the sign-in page needs before anyone has signed in. */
export function registerPortalConfig(app: App, wiring: Wiring): void {
  const schema = {
    summary: 'What the portal needs before anyone has signed in',
    tags: ['Portal'],
    response: { 200: PortalConfig },
  };
  app.get('/config', { schema }, async (request, reply) =>
    reply.send({ ...presentConfig(wiring, request.language), ...(await presentDemo(wiring, request.language)) }),
  );
}

/** In demo mode the sign-in page says who may sign in, and with what. */
async function presentDemo(wiring: Wiring, language: Language): Promise<Pick<PortalConfig, 'demo'>> {
  if (!wiring.config.demo) return {};
  return { demo: { password: DEMO_PASSWORD, people: await demoSignIns(wiring, language) } };
}

function presentConfig({ config }: Wiring, language: Language): PortalConfig {
  return {
    productName: 'Betalt',
    issuerName: config.issuerName,
    signUp: config.signUp,
    gateway: gatewayConfig(config),
    agreement: {
      version: CURRENT_AGREEMENT.version,
      title: CURRENT_AGREEMENT.titles[language],
      url: `/agreement/${CURRENT_AGREEMENT.version}`,
    },
  };
}

/** What the gateway's own fields in the browser need. */
export function gatewayConfig({ gateway }: Wiring['config']): PortalConfig['gateway'] {
  const isSandbox = gateway.kind === 'sandbox';
  return {
    publishableKey: gateway.publishableKey,
    scriptUrl: isSandbox ? `${sandboxOrigin(gateway)}/v3/` : 'https://js.stripe.com/v3/',
    isSandbox,
  };
}
