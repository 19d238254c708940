import { createServer } from 'node:net';
import type { Config } from '../config/config.ts';
import { fromListenFailure } from './start-error.ts';

/**
 * Asks for every port before anything is started, so that a taken one is said at once and by name, and turns the ports of 0 into
 * free ones, which others (webhooks, the portal's configuration) have to know.
 *
 * @throws StartError
 */
export async function claimPorts(config: Config): Promise<Config> {
  const { host, gateway } = config;
  const mail = await claimMailPort(config.mail);
  const port = await probe(host, config.port, 'BETALT_PORT');
  const tlsPort = config.tlsPort === null ? null : await probe(host, config.tlsPort, 'BETALT_TLS_PORT');
  if (gateway.kind !== 'sandbox' || !gateway.isOurs) return { ...config, port, tlsPort, mail };
  const sandboxPort = await probe(gateway.host, gateway.port, 'BETALT_SANDBOX_PORT');
  return { ...config, port, tlsPort, mail, gateway: { ...gateway, port: sandboxPort } };
}

/** The catch-all mailbox takes mails of this machine only. */
async function claimMailPort(mail: Config['mail']): Promise<Config['mail']> {
  if (mail.kind !== 'catchAll') return mail;
  return { ...mail, port: await probe('127.0.0.1', mail.port, 'BETALT_DEV_SMTP_PORT') };
}

function probe(host: string, port: number, variable: string): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once('error', (error) => reject(fromListenFailure(error, { host, port, variable })));
    server.listen(port, host, () => {
      const address = server.address();
      const bound = typeof address === 'object' && address !== null ? address.port : port;
      server.close(() => resolve(bound));
    });
  });
}
