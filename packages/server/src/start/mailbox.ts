import { keepCaughtMail } from '../app/mail/caught-mail.ts';
import type { Wiring } from '../app/wired.ts';
import { startCatchAllServer } from '../mail/catch-all/catch-all-server.ts';

/** The mailbox of the embedded default, on the port that `claimPorts` found; undefined where mails go elsewhere, or wait. */
export async function startMailbox({
  config,
  database,
  clock,
  mailer,
}: Wiring): Promise<{ stop(): Promise<void> } | undefined> {
  if (config.mail.kind !== 'catchAll') return undefined;
  const server = await startCatchAllServer({
    port: config.mail.port,
    keep: (mail) => keepCaughtMail(database.db, mail, clock()),
  });
  return {
    stop: async () => {
      // The server would wait for the connections that the mailer keeps.
      mailer?.close();
      await server.stop();
    },
  };
}
