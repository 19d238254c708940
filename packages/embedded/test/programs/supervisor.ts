// Supervises announcer.ts in a process of its own, for the test that kills it; writes the announced process id.
import { fileURLToPath } from 'node:url';
import { superviseProcess } from '../../src/supervise/child-process.ts';

const supervised = await superviseProcess<number>({
  name: 'announcer',
  command: process.execPath,
  args: [fileURLToPath(new URL('announcer.ts', import.meta.url))],
  readyLine: (line) => {
    if (typeof line !== 'object' || line === null || !('ready' in line)) return undefined;
    return typeof line.ready === 'number' ? line.ready : undefined;
  },
});
process.stdout.write(`${JSON.stringify({ ready: supervised.announced() })}\n`);
