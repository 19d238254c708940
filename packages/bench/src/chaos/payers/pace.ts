import { setTimeout as sleep } from 'node:timers/promises';

/**
 * Spreads the payments over the kills: payers go on up to the next kill and wait there for it, so that each finds payments under way,
 * however fast the machine is.
 */
export interface Pace {
  /** True while there are payments to be made; waits while they are ahead of the kills. */
  mayPay(): Promise<boolean>;
  /** Resolves when as many payments have been made as go before the kill, or none will be made any more. */
  untilKill(index: number, share: number): Promise<void>;
  /** A kill is over, or will be over without anybody waiting for it. */
  killed(): void;
  /** Nobody pays any more. */
  end(): void;
}

const LOOK_EVERY_MS = 10;

/** @param made payments so far */
export function paceOf(target: number, kills: number, made: () => number): Pace {
  let killed = 0;
  const over = new AbortController();
  const before = (kill: number): number => Math.ceil((target * kill) / (kills + 1));
  return {
    mayPay: async () => {
      while (made() < target && made() >= before(killed + 1)) await sleep(LOOK_EVERY_MS);
      return made() < target;
    },
    untilKill: async (index, share) => {
      const least = before(index) + share * (before(index + 1) - before(index));
      while (made() < least && !over.signal.aborted) await sleep(LOOK_EVERY_MS);
    },
    killed: () => void (killed += 1),
    end: () => over.abort(),
  };
}
