import type { AddressInfo } from 'node:net';
import { callbackify } from 'node:util';
import { SMTPServer, type SMTPServerDataStream, type SMTPServerSession } from 'smtp-server';

/** A mail as it came, and for whom. */
export interface ReceivedMail {
  readonly envelopeFrom: string;
  readonly envelopeTo: readonly string[];
  readonly raw: Buffer;
}

export interface CatchAllServer {
  readonly port: number;
  stop(): Promise<void>;
}

const MOST_BYTES = 10 * 1_048_576;

/**
 * A mail server that takes whatever comes, for whomever, and passes nothing on. It listens on loopback only, wants no password, and
 * says yes to a mail only when `keep` has kept it.
 *
 * @param port 0 for a free one
 */
export async function startCatchAllServer({
  port,
  keep,
}: {
  readonly port: number;
  readonly keep: (mail: ReceivedMail) => Promise<void>;
}): Promise<CatchAllServer> {
  const server = new SMTPServer({
    banner: 'Betalt keeps every mail here',
    authOptional: true,
    // Without encryption there is nothing to say a password over; on loopback there is nobody to hide from.
    disabledCommands: ['AUTH', 'STARTTLS'],
    size: MOST_BYTES,
    maxClients: 20,
    closeTimeout: 2_000,
    logger: false,
    onData: callbackify((stream: SMTPServerDataStream, session: SMTPServerSession) => receive(stream, session, keep)),
  });
  // A client that goes away in the middle is its own trouble.
  server.on('error', () => undefined);
  await new Promise<void>((resolve, reject) => {
    server.server.once('error', reject);
    server.listen(port, '127.0.0.1', resolve);
  });
  return {
    port: (server.server.address() as AddressInfo).port,
    stop: () => new Promise((resolve) => server.close(() => resolve())),
  };
}

async function receive(
  stream: SMTPServerDataStream,
  session: SMTPServerSession,
  keep: (mail: ReceivedMail) => Promise<void>,
): Promise<void> {
  const chunks: Buffer[] = [];
  for await (const chunk of stream) if (!stream.sizeExceeded) chunks.push(chunk as Buffer);
  if (stream.sizeExceeded) throw Object.assign(new Error('message is too large'), { responseCode: 552 });
  const { mailFrom, rcptTo } = session.envelope;
  await keep({
    envelopeFrom: mailFrom === false ? '' : mailFrom.address,
    envelopeTo: rcptTo.map(({ address }) => address),
    raw: Buffer.concat(chunks),
  });
}
