import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';

export interface SandboxProcess {
  readonly port: number;
  readonly child: ChildProcess;
  /** Sends the signal and waits for the end; gives the exit code, null after SIGKILL. */
  kill(signal: NodeJS.Signals): Promise<number | null>;
}

const MAIN = fileURLToPath(new URL('../../src/main.ts', import.meta.url));

/** The sandbox as its own process on a free port; throws with what it said when it does not come up. */
export async function startProcess(environment: Record<string, string>): Promise<SandboxProcess> {
  const child = spawn(process.execPath, ['--disable-warning=ExperimentalWarning', MAIN], {
    env: { PATH: process.env['PATH'] ?? '', SANDBOX_PORT: '0', ...environment },
    stdio: ['pipe', 'pipe', 'pipe'],
  });
  let said = '';
  child.stderr.on('data', (chunk: Buffer) => {
    said += chunk.toString();
  });
  const line = await Promise.race([firstLine(child), once(child, 'exit').then(() => undefined)]);
  if (line === undefined) throw new Error(`the sandbox ended at once: ${said}`);
  const { port } = JSON.parse(line) as { port: number };
  return { port, child, kill: (signal) => kill(child, signal) };
}

async function firstLine(child: ChildProcess): Promise<string> {
  let text = '';
  for await (const chunk of child.stdout ?? []) {
    text += String(chunk);
    if (text.includes('\n')) break;
  }
  return text;
}

async function kill(child: ChildProcess, signal: NodeJS.Signals): Promise<number | null> {
  if (child.exitCode !== null) return child.exitCode;
  const ended = once(child, 'exit') as Promise<[number | null]>;
  child.kill(signal);
  return (await ended)[0];
}
