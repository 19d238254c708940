import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { describe, expect, it, onTestFinished, vi } from 'vitest';
import { startEmbeddedPostgres } from '../src/postgres/embedded-postgres.ts';
import { isRoot, isThere, killHard, pathWithOnly, runPostgres, temporaryFolder } from './support/programs.ts';
import { insertUntilCut, query } from './support/queries.ts';

const isLinux = process.platform === 'linux';

describe('kill -9', () => {
  it('of Betalt takes PostgreSQL with it', async () => {
    const betalt = runPostgres([temporaryFolder()]);
    const { pid } = await betalt.said;
    await killHard(betalt);
    await vi.waitUntil(async () => !(await isThere(pid)), { timeout: 10_000 });
  });

  it.runIf(isRoot)('of Betalt takes PostgreSQL with it where that runs as another user', async () => {
    const betalt = runPostgres([temporaryFolder()], { env: { PATH: pathWithOnly(['setpriv', 'chown', 'true']) } });
    const { pid } = await betalt.said;
    await killHard(betalt);
    await vi.waitUntil(async () => !(await isThere(pid)), { timeout: 10_000 });
  });

  it('of Betalt, again and again while it writes, loses nothing that was acknowledged', async () => {
    const dataDir = temporaryFolder();
    let acknowledged = 0;
    for (let round = 0; round < 4; round += 1) {
      const betalt = runPostgres([dataDir]);
      const { url } = await betalt.said;
      await query(url, 'create table if not exists coin (number int primary key)');
      expect(await query(url, 'select coalesce(max(number), 0) >= $1 as kept from coin', [acknowledged])).toEqual([
        { kept: true },
      ]);
      const [row] = await query(url, 'select coalesce(max(number), 0) + 1 as next from coin');
      let inserted = 0;
      acknowledged = await insertUntilCut(url, Number(row?.['next']), () => {
        inserted += 1;
        if (inserted === 200) betalt.child.kill('SIGKILL');
      });
      await betalt.ended;
    }
    const last = await startEmbeddedPostgres({ dataDir });
    onTestFinished(() => last.stop());
    const [count] = await query(last.url, 'select count(*)::int as n, max(number) as top from coin');
    expect(count?.['n']).toBe(count?.['top']);
    expect(count?.['n']).toBeGreaterThanOrEqual(acknowledged);
  });

  it('of PostgreSQL alone is told to Betalt, frees the folder, and the next start recovers', async () => {
    const dataDir = temporaryFolder();
    const first = await startEmbeddedPostgres({ dataDir });
    await query(first.url, 'create table coin (face text)');
    process.kill(first.pid, 'SIGKILL');
    const exit = await first.exited;
    expect(exit.failure?.code).toBe('ended');
    expect(exit.signal).toBe('SIGKILL');
    const second = await startEmbeddedPostgres({ dataDir });
    onTestFinished(() => second.stop());
    expect(await query(second.url, 'select * from coin')).toEqual([]);
  });

  it('of Betalt where nothing binds PostgreSQL to it leaves an orphan that the next start ends in order', async () => {
    const dataDir = temporaryFolder();
    const betalt = runPostgres([dataDir], { env: { PATH: pathWithOnly(['unshare', 'true']) } });
    const { pid, url } = await betalt.said;
    await query(url, 'create table coin (face text)');
    await killHard(betalt);
    await sleep(300);
    expect(await isThere(pid)).toBe(true);
    const lines: string[] = [];
    const next = await startEmbeddedPostgres({ dataDir, log: (line) => lines.push(line) });
    onTestFinished(() => next.stop());
    expect(await isThere(pid)).toBe(false);
    expect(await query(next.url, 'select * from coin')).toEqual([]);
    expect(lines.join('\n')).toContain('database system was shut down at');
  });

  it('in the middle of making the cluster is noticed, and it is made anew', async () => {
    const dataDir = temporaryFolder();
    const betalt = runPostgres([dataDir]);
    await vi.waitUntil(() => halfMade(dataDir), { timeout: 10_000, interval: 5 });
    await killHard(betalt);
    expect(existsSync(join(dataDir, 'postgres'))).toBe(false);
    await expect(betalt.said).rejects.toThrow('without a word');
    const next = await startEmbeddedPostgres({ dataDir });
    onTestFinished(() => next.stop());
    expect(await query(next.url, 'select 1 as one')).toEqual([{ one: 1 }]);
    expect(readdirSync(dataDir).filter((name) => name.includes('.init-'))).toEqual([]);
  });

  it.runIf(isLinux)('of both, where nobody buries the dead, starts again at once', async () => {
    const dataDir = temporaryFolder();
    const dead = runPostgres([dataDir]);
    const { pid } = await dead.said;
    process.kill(pid, 'SIGSTOP'); // so that it cannot end in order and take its note away
    await killHard(dead);
    process.kill(pid, 'SIGKILL');
    const note = join(dataDir, 'postgres', 'postmaster.pid');
    writeFileSync(note, readFileSync(note, 'utf8').replace(String(pid), String(await aZombie())));
    const next = await startEmbeddedPostgres({ dataDir });
    onTestFinished(() => next.stop());
    expect(await query(next.url, 'select 1 as one')).toEqual([{ one: 1 }]);
  });
});

describe('two Betalts on one folder', () => {
  it('the second is refused with the folder and the process of the first, which goes on', async () => {
    const dataDir = temporaryFolder();
    const first = await startEmbeddedPostgres({ dataDir });
    onTestFinished(() => first.stop());
    const refusal = await runPostgres([dataDir]).said;
    expect(refusal.code).toBe('in-use');
    expect(refusal.message).toContain(dataDir);
    expect(refusal.message).toContain(`process ${process.pid}`);
    expect(await query(first.url, 'select 1 as one')).toEqual([{ one: 1 }]);
  });

  it('of six that find the lock of a dead one at the same time, one gets the folder', async () => {
    const dataDir = temporaryFolder();
    const dead = runPostgres([dataDir]);
    await dead.said;
    await killHard(dead);
    const said = await Promise.all(Array.from({ length: 6 }, () => runPostgres([dataDir]).said));
    expect(said.map((line) => line.code ?? 'started').toSorted()).toEqual([
      ...Array.from({ length: 5 }, () => 'in-use'),
      'started',
    ]);
  });

  it('a process that got the number of the dead holder, or of the dead PostgreSQL, does not keep the folder', async () => {
    const dataDir = temporaryFolder();
    const dead = runPostgres([dataDir]);
    const { pid } = await dead.said;
    process.kill(pid, 'SIGSTOP'); // so that it cannot end in order and take its note away
    await killHard(dead);
    process.kill(pid, 'SIGKILL');
    const note = join(dataDir, 'postgres', 'postmaster.pid');
    writeFileSync(note, readFileSync(note, 'utf8').replace(String(pid), String(process.pid)));
    writeFileSync(join(dataDir, 'postgres.lock'), JSON.stringify({ pid: process.pid, birth: 'another' }));
    const next = await startEmbeddedPostgres({ dataDir });
    onTestFinished(() => next.stop());
    expect(await query(next.url, 'select 1 as one')).toEqual([{ one: 1 }]);
  });
});

/** A process that has ended, and whose parent (a `sleep`) never asks about it; a shell would, had it ended before its time. */
async function aZombie(): Promise<number> {
  const parent = spawn('sh', ['-c', 'sleep 0.5 & echo $!; exec sleep 60'], { stdio: ['ignore', 'pipe', 'ignore'] });
  onTestFinished(() => void parent.kill());
  const [said] = (await once(parent.stdout, 'data')) as [Buffer];
  const pid = Number(said.toString());
  await vi.waitUntil(() => readFileSync(`/proc/${pid}/stat`, 'utf8').includes(') Z '), { timeout: 20_000 });
  return pid;
}

function halfMade(dataDir: string): boolean {
  if (!existsSync(dataDir)) return false;
  const sibling = readdirSync(dataDir).find((name) => name.startsWith('postgres.init-'));
  return sibling !== undefined && existsSync(join(dataDir, sibling, 'cluster', 'PG_VERSION'));
}
