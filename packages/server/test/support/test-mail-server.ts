import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { callbackify } from 'node:util';
import { type ParsedMail, simpleParser } from 'mailparser';
import { SMTPServer, type SMTPServerDataStream, type SMTPServerSession } from 'smtp-server';
import { afterAll } from 'vitest';

export interface GotMail {
  readonly to: string;
  readonly mail: ParsedMail;
}

/** A mail server of the calling test file's own, over SMTP on a free port, which does what it is told. */
export interface TestMailServer {
  readonly url: string;
  /** What it said yes to, in order. */
  readonly got: readonly GotMail[];
  /** From now on: takes everything; says *later* to everything; says *never* to an address; or takes a mail and hangs up instead of saying so. */
  behave(how: 'well' | 'busy' | 'hangs_up' | { readonly refuses: string }): void;
  forget(): void;
  /** `address: subject` of each since `forget`. */
  subjects(): string[];
}

export async function testMailServer(): Promise<TestMailServer> {
  let how: 'well' | 'busy' | 'hangs_up' | { readonly refuses: string } = 'well';
  const got: GotMail[] = [];
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS', 'AUTH'],
    logger: false,
    onRcptTo: ({ address }, _session, done) => {
      if (how === 'busy') return done(smtpError(451, 'try again later'));
      if (typeof how === 'object' && how.refuses === address) return done(smtpError(550, 'no such mailbox'));
      return done();
    },
    onData: callbackify(async (stream: SMTPServerDataStream, session: SMTPServerSession) => {
      const mail = await simpleParser(stream);
      got.push({ to: session.envelope.rcptTo[0]?.address ?? '', mail });
      if (how !== 'hangs_up') return;
      for (const connection of server.connections) connection.close();
      throw new Error('the connection is gone');
    }),
  });
  server.on('error', () => undefined);
  const listening = server.listen(0, '127.0.0.1');
  await once(listening, 'listening');
  afterAll(() => new Promise<void>((resolve) => server.close(() => resolve())));
  const { port } = listening.address() as AddressInfo;
  return {
    url: `smtp://127.0.0.1:${port}`,
    got,
    behave: (next) => {
      how = next;
    },
    forget: () => void got.splice(0),
    subjects: () => got.map(({ to, mail }) => `${to}: ${mail.subject}`),
  };
}

function smtpError(responseCode: number, message: string): Error {
  return Object.assign(new Error(message), { responseCode });
}
