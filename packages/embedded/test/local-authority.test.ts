import { execFile, execFileSync } from 'node:child_process';
import { createHash, X509Certificate } from 'node:crypto';
import { readFileSync, statSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:https';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { describe, expect, it, onTestFinished } from 'vitest';
import { runs } from '../src/supervise/parent-bound.ts';
import { issueServer } from '../src/tls/issue-certificates.ts';
import { ensureLocalCertificates, type LocalCertificates } from '../src/tls/local-authority.ts';
import { permitOnly } from '../src/tls/name-constraints.ts';
import { temporaryFolder } from './support/programs.ts';

const run = promisify(execFile);
const DAY_MS = 24 * 3600 * 1000;
const NOW = new Date();
const hasOpenssl = runs('openssl', ['version']);

describe('certificates of this machine', () => {
  it('are trusted by a client that trusts the authority, under every loopback name and the host', async () => {
    const made = await ensureLocalCertificates({ dir: temporaryFolder(), hosts: ['127.0.0.5'] });
    const port = await serve(made);
    for (const host of ['localhost', '127.0.0.1', '127.0.0.5']) {
      expect(await get(`https://${host}:${port}/`, made.caPath)).toBe('204');
    }
    expect(await get(`https://localhost:${port}/`, '')).toBe('UNABLE_TO_VERIFY_LEAF_SIGNATURE');
  });

  it.runIf(hasOpenssl)('pass openssl verify for names and addresses', async () => {
    const dir = temporaryFolder();
    const { caPath } = await ensureLocalCertificates({ dir, hosts: ['betalt.example', '2001:db8::7'] });
    const checks = [
      ['-verify_hostname', 'localhost'],
      ['-verify_hostname', 'betalt.example'],
    ];
    for (const address of ['127.0.0.1', '::1', '2001:db8::7']) checks.push(['-verify_ip', address]);
    for (const check of checks) {
      expect(verify(caPath, join(dir, 'server.pem'), ['-purpose', 'sslserver', '-x509_strict', ...check])).toMatch(
        /OK$/,
      );
    }
  });

  it.runIf(hasOpenssl)('come from an authority that nobody believes about other names', async () => {
    const dir = temporaryFolder();
    const { caPath } = await ensureLocalCertificates({ dir });
    const authority = { cert: readFileSync(caPath, 'utf8'), key: readFileSync(join(dir, 'ca.key'), 'utf8') };
    for (const stranger of ['bank.example', '192.0.2.1', '2001:db8::1']) {
      const path = join(dir, 'stranger.pem');
      writeFileSync(path, (await issueServer(authority, [stranger], NOW)).cert);
      expect(() => verify(caPath, path, [])).toThrow(/permitted subtree violation/);
    }
  });

  it('keep their keys to their owner', async () => {
    const dir = temporaryFolder();
    await ensureLocalCertificates({ dir });
    for (const name of ['ca.key', 'server.key']) expect(statSync(join(dir, name)).mode & 0o777).toBe(0o600);
  });
});

describe('what is kept and what is made anew', () => {
  it('nothing changes at the next start', async () => {
    const dir = temporaryFolder();
    const first = await ensureLocalCertificates({ dir });
    const authority = digest(first.caPath);
    expect(await ensureLocalCertificates({ dir })).toEqual(first);
    expect(digest(first.caPath)).toBe(authority);
  });

  it('the certificate is renewed 30 days before it ends, under the same authority', async () => {
    const dir = temporaryFolder();
    const first = await ensureLocalCertificates({ dir, now: NOW });
    const authority = digest(first.caPath);
    const early = await ensureLocalCertificates({ dir, now: new Date(NOW.getTime() + 366 * DAY_MS) });
    expect(early.cert).toBe(first.cert);
    const late = await ensureLocalCertificates({ dir, now: new Date(NOW.getTime() + 368 * DAY_MS) });
    expect(late.cert).not.toBe(first.cert);
    expect(digest(first.caPath)).toBe(authority);
    expect(new X509Certificate(late.cert).verify(new X509Certificate(readFileSync(late.caPath)).publicKey)).toBe(true);
  });

  it('the authority is made anew when it ends', async () => {
    const dir = temporaryFolder();
    const first = await ensureLocalCertificates({ dir, now: NOW });
    const authority = digest(first.caPath);
    const now = new Date(NOW.getTime() + 3640 * DAY_MS);
    const { cert, caPath } = await ensureLocalCertificates({ dir, now });
    expect(digest(caPath)).not.toBe(authority);
    expect(new X509Certificate(cert).verify(new X509Certificate(readFileSync(caPath)).publicKey)).toBe(true);
  });

  it('another host brings an authority that may vouch for it', async () => {
    const dir = temporaryFolder();
    await ensureLocalCertificates({ dir });
    const { cert } = await ensureLocalCertificates({ dir, hosts: ['pay.example', '0.0.0.0', '::'] });
    expect(new X509Certificate(cert).checkHost('pay.example')).toBe('pay.example');
    expect(new X509Certificate(cert).checkIP('0.0.0.0')).toBeUndefined();
  });

  it('a key that does not fit its certificate, as a crash may leave it, is replaced', async () => {
    const dir = temporaryFolder();
    const first = await ensureLocalCertificates({ dir });
    writeFileSync(join(dir, 'server.key'), readFileSync(join(dir, 'ca.key')));
    const second = await ensureLocalCertificates({ dir });
    expect(second.cert).not.toBe(first.cert);
    writeFileSync(join(dir, 'ca.key'), 'torn');
    const third = await ensureLocalCertificates({ dir });
    expect(await get(`https://localhost:${await serve(third)}/`, third.caPath)).toBe('204');
  });
});

describe('the encoding of the constraint', () => {
  it('writes a name, a whole loopback network, and an address of version 6 with its mask', () => {
    expect(permitOnly(['ab']).toString('hex')).toBe('3008a006300482026162');
    expect(permitOnly(['127.0.0.9']).toString('hex')).toBe('300ea00c300a87087f000000ff000000');
    expect(permitOnly(['2001:db8::a:0:1']).toString('hex')).toBe(
      `3026a0243022872020010db8000000000000000a00000001${'f'.repeat(32)}`,
    );
  });

  it('writes lengths above 127 in the long form', () => {
    const many = permitOnly(Array.from({ length: 40 }, (_, n) => `host-${n}.example`));
    expect(many.subarray(0, 2).toString('hex')).toBe('3082');
    expect(many.readUInt16BE(2)).toBe(many.length - 4);
  });
});

function verify(caPath: string, certPath: string, checks: readonly string[]): string {
  const args = ['verify', '-CAfile', caPath, ...checks, certPath];
  return execFileSync('openssl', args, { encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'] }).trim();
}

function digest(path: string): string {
  return createHash('sha256').update(readFileSync(path)).digest('hex');
}

function serve({ cert, key }: LocalCertificates): Promise<number> {
  return new Promise((resolve) => {
    const server = createServer({ cert, key }, (_, response) => response.writeHead(204).end());
    onTestFinished(() => {
      server.close();
    });
    server.listen(0, () => {
      const address = server.address();
      resolve(typeof address === 'object' && address !== null ? address.port : 0);
    });
  });
}

async function get(url: string, caPath: string): Promise<string> {
  const program = fileURLToPath(new URL('programs/https-get.ts', import.meta.url));
  const { stdout } = await run(process.execPath, [program, url], {
    env: { ...process.env, NODE_EXTRA_CA_CERTS: caPath },
  });
  return stdout;
}
