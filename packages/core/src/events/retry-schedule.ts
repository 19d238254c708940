/**
 * How long to wait after each try that failed, in seconds: quickly at first, since most outages are short, and three days in all, so
 * that a receiver may be down over a weekend. After the last the delivery has failed.
 */
export const RETRY_AFTER_SECONDS = [
  5, 25, 90, 480, 1_800, 3_600, 7_200, 14_400, 28_800, 43_200, 43_200, 43_200, 43_200, 30_000,
] as const;

/** An endpoint that has taken nothing for so long is switched off. */
export const GIVE_UP_AFTER_MS = 72 * 3_600_000;

const MOST_JITTER = 0.1;

/**
 * @param tries that have failed, at least one
 * @param deliveryId spreads the deliveries of one outage over a tenth of the wait, the same way whoever computes it
 * @returns milliseconds until the next try; null when there is none
 */
export function retryAfterMs(tries: number, deliveryId: string): number | null {
  const seconds = RETRY_AFTER_SECONDS[tries - 1];
  return seconds === undefined ? null : Math.round(seconds * 1_000 * (1 + MOST_JITTER * fraction(deliveryId)));
}

/** From 0 to 1, by FNV-1a over the text and the last steps of MurmurHash3, without which texts that end alike stay together. */
function fraction(text: string): number {
  let hash = 0x811c9dc5;
  for (const character of text) hash = Math.imul(hash ^ (character.codePointAt(0) ?? 0), 0x01000193);
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
  return ((hash ^ (hash >>> 16)) >>> 0) / 2 ** 32;
}
