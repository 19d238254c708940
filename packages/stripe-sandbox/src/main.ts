import { createSandbox } from './server.ts';
import { settingsFrom } from './settings.ts';

await start();

async function start(): Promise<void> {
  try {
    const sandbox = createSandbox(settingsFrom(process.env));
    const { url, port } = await sandbox.listen();
    stopOn(() => sandbox.close());
    say({ event: 'listening', port, url });
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    process.stderr.write(`stripe-sandbox cannot start: ${message}\n`);
    process.exitCode = 1;
  }
}

/** Stops once, on a signal, or when the parent that holds our stdin is gone. */
function stopOn(close: () => Promise<void>): void {
  let stopping = false;
  const stop = async (): Promise<void> => {
    if (stopping) return;
    stopping = true;
    await close();
    process.exit(0);
  };
  process.once('SIGTERM', stop);
  process.once('SIGINT', stop);
  if (process.env['SANDBOX_EXIT_WITH_PARENT'] === '1') process.stdin.once('close', stop).once('end', stop).resume();
}

function say(event: object): void {
  process.stdout.write(`${JSON.stringify(event)}\n`);
}
