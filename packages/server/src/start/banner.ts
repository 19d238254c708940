import type { Config } from '../config/config.ts';
import { portalAddress, urlHost } from '../config/portal-address.ts';
import { DEMO_PASSWORD } from '../demo/demo-people.ts';
import type { DemoSignIn } from './demo.ts';

/** What a host sees when Betalt is ready: where it is, who may sign in, where its data are, how to stop it. */
export function banner(config: Config, people: readonly DemoSignIn[]): string {
  const lines = [
    '',
    `  Betalt is ready: ${portalAddress(config)}`,
    ...(config.tlsPort === null
      ? []
      : [
          `  over TLS:        https://${urlHost(config.host)}:${config.tlsPort} (authority: ${config.dataDir}/tls/ca.pem)`,
        ]),
    `  data folder:     ${config.dataDir}`,
    ...(config.gateway.kind === 'sandbox' ? ['  payments:        sandbox, no real money'] : []),
    ...(config.mail.kind === 'catchAll'
      ? [`  mails:           ${portalAddress(config)}/dev/mail, they reach nobody`]
      : []),
    ...demoLines(people),
    '',
    '  Ctrl-C stops it.',
    '',
  ];
  return `${lines.join('\n')}\n`;
}

function demoLines(people: readonly DemoSignIn[]): string[] {
  if (people.length === 0) return [];
  const width = Math.max(...people.map(({ email }) => email.length));
  return [
    '',
    `  Demo people, password ${DEMO_PASSWORD}:`,
    ...people.map(({ email, roleDescription }) => `    ${email.padEnd(width)}  ${roleDescription}`),
  ];
}
