import { createPrivateKey, X509Certificate } from 'node:crypto';
import { join } from 'node:path';
import { makeFolder } from '../make-folder.ts';
import { type Issued, issueAuthority, issueServer } from './issue-certificates.ts';
import { readPair, writePair } from './key-pair-files.ts';
import { permitOnly } from './name-constraints.ts';

export type LocalCertificatesOptions = {
  /** Where authority and certificate live; made when it is not there. */
  dir: string;
  /** Names and addresses besides localhost, 127.0.0.1 and ::1; unspecified addresses (0.0.0.0, ::) are left out. */
  hosts?: readonly string[];
  /** The present, for what expires. */
  now?: Date;
};

/** `caPath` is what clients trust (PEM file); `cert` and `key` are what a TLS server takes (PEM text). */
export type LocalCertificates = { caPath: string; cert: string; key: string };

const LOOPBACK = ['localhost', '127.0.0.1', '::1'];
const UNSPECIFIED = new Set(['0.0.0.0', '::', '']);
const RENEW_WITHIN_MS = 30 * 24 * 3600 * 1000;

/**
 * A certificate for this machine, signed by an authority of its own that can vouch for nothing else: RFC 5280 name
 * constraints (4.2.1.10) hold it to the loopback names and the hosts, so trusting `ca.pem` opens no door to the rest
 * of the web. Both are kept; the certificate is renewed 30 days before it ends, or when hosts change, and the
 * authority only when it ends or must vouch for other hosts (then clients have to trust the new one).
 */
export async function ensureLocalCertificates(options: LocalCertificatesOptions): Promise<LocalCertificates> {
  const { dir, now = new Date() } = options;
  const hosts = [...new Set([...LOOPBACK, ...(options.hosts ?? [])])].filter((host) => !UNSPECIFIED.has(host));
  await makeFolder(dir);
  const authority = await ensureAuthority(dir, hosts, now);
  const kept = await readPair(dir, 'server');
  const server = kept !== undefined && serves(kept, authority, hosts, now) ? kept : undefined;
  const { cert, key } = server ?? (await writePair(dir, 'server', await issueServer(authority, hosts, now)));
  return { caPath: join(dir, 'ca.pem'), cert, key };
}

async function ensureAuthority(dir: string, hosts: readonly string[], now: Date): Promise<Issued> {
  const kept = await readPair(dir, 'ca');
  if (kept !== undefined && belongTogether(kept) && lasts(kept.cert, now) && vouchesFor(kept.cert, hosts)) return kept;
  return writePair(dir, 'ca', await issueAuthority(hosts, now));
}

function serves(server: Issued, authority: Issued, hosts: readonly string[], now: Date): boolean {
  if (!belongTogether(server) || !lasts(server.cert, now)) return false;
  const cert = new X509Certificate(server.cert);
  if (!cert.verify(new X509Certificate(authority.cert).publicKey)) return false;
  return hosts.every((host) => (cert.checkHost(host) ?? cert.checkIP(host)) !== undefined);
}

/** A crash between writing the key and writing the certificate leaves two that do not fit. */
function belongTogether({ cert, key }: Issued): boolean {
  try {
    return new X509Certificate(cert).checkPrivateKey(createPrivateKey(key));
  } catch {
    // Not readable as certificate and key: they are made anew.
    return false;
  }
}

function lasts(cert: string, now: Date): boolean {
  const { validFromDate, validToDate } = new X509Certificate(cert);
  return validFromDate <= now && validToDate.getTime() - now.getTime() > RENEW_WITHIN_MS;
}

/** The constraint's encoding begins with its length, so finding it in the certificate's bytes finds exactly it. */
function vouchesFor(cert: string, hosts: readonly string[]): boolean {
  return new X509Certificate(cert).raw.includes(permitOnly(hosts));
}
