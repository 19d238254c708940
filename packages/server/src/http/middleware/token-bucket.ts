/** What a taken or refused token says: how many are left, and when the next one comes. */
export interface Take {
  readonly isAllowed: boolean;
  readonly remaining: number;
  readonly retryAfterSeconds: number;
}

interface Bucket {
  tokens: number;
  filledAtMs: number;
}

/**
 * Token buckets by key: each fills at `perSecond` up to `burst`, and a request takes one. Full buckets are forgotten, and no more
 * than `mostKeys` are kept, so that memory is bounded whoever asks.
 */
export function tokenBuckets({
  perSecond,
  burst,
  mostKeys = 50_000,
}: {
  perSecond: number;
  burst: number;
  mostKeys?: number;
}) {
  const buckets = new Map<string, Bucket>();

  function take(key: string, nowMs: number): Take {
    const bucket = fill(buckets.get(key) ?? { tokens: burst, filledAtMs: nowMs }, nowMs);
    // Last used is last in the map, so that the oldest is the first to go.
    buckets.delete(key);
    buckets.set(key, bucket);
    if (buckets.size > mostKeys) forgetOldest();
    if (bucket.tokens < 1) {
      return { isAllowed: false, remaining: 0, retryAfterSeconds: Math.ceil((1 - bucket.tokens) / perSecond) };
    }
    bucket.tokens -= 1;
    return { isAllowed: true, remaining: Math.floor(bucket.tokens), retryAfterSeconds: 0 };
  }

  function fill(bucket: Bucket, nowMs: number): Bucket {
    const passedSeconds = Math.max(0, nowMs - bucket.filledAtMs) / 1000;
    return { tokens: Math.min(burst, bucket.tokens + passedSeconds * perSecond), filledAtMs: nowMs };
  }

  function forgetOldest(): void {
    const [oldest] = buckets.keys();
    if (oldest !== undefined) buckets.delete(oldest);
  }

  return { take, size: () => buckets.size };
}
