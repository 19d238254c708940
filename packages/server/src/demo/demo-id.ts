import { createHash } from 'node:crypto';

/**
 * The id that a thing of the demo always has, whichever machine made it: a name-based UUID in the manner of RFC 9562,
 * section 5.8 (version 8, from SHA-256), so that addresses in a tour or a test stay good.
 */
export function demoId(name: string): string {
  const bytes = createHash('sha256').update(`betalt-demo:${name}`).digest().subarray(0, 16);
  bytes.writeUInt8((bytes.readUInt8(6) & 0x0f) | 0x80, 6);
  bytes.writeUInt8((bytes.readUInt8(8) & 0x3f) | 0x80, 8);
  const hex = bytes.toString('hex');
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join('-');
}
