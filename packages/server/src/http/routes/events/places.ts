/** Those who wait for events, by stream or long poll: each holds a connection for as long. */
export interface Places {
  /** @returns what gives the place back; null when all are taken, or too many by this person */
  take(userId: string): (() => void) | null;
}

const MOST_PLACES = 1_000;
// Every process of one integrator; more is a loop that never closes what it opened.
const MOST_OF_A_PERSON = 20;

export function places(): Places {
  const taken = new Map<symbol, string>();
  return {
    take: (userId) => {
      const own = [...taken.values()].filter((each) => each === userId).length;
      if (taken.size >= MOST_PLACES || own >= MOST_OF_A_PERSON) return null;
      const place = Symbol(userId);
      taken.set(place, userId);
      return () => void taken.delete(place);
    },
  };
}
