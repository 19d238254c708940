// FNV-1a, 64 bits: spreads numbers well, and says nothing about secrecy.
const FNV_OFFSET = 0xcbf29ce484222325n;
const FNV_PRIME = 0x100000001b3n;

/** Eight of [0-9a-z], always the same for a text. */
export function shortHash(text: string): string {
  return hash64(text).toString(36).padStart(13, '0').slice(-8);
}

/** 64 bits, always the same for a text. */
export function hash64(text: string): bigint {
  let hash = FNV_OFFSET;
  for (const character of text) {
    hash = BigInt.asUintN(64, (hash ^ BigInt(character.codePointAt(0) ?? 0)) * FNV_PRIME);
  }
  return hash;
}
