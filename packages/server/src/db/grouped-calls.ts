/**
 * Groups what arrives together into one call: whatever waits while the last call runs goes with the next, up to `maxSize`.
 * No timer: a lone item goes at once, so an idle server is as quick as it can be, and a busy one saves round trips and commits.
 *
 * `run` answers one result an item, in order. When a group fails as a whole (the connection broke, one item made it throw), every
 * item is run once more alone, so that one bad item cannot fail its neighbours.
 */
export function groupedCalls<In, Out>(
  run: (items: readonly In[]) => Promise<readonly Out[]>,
  { maxSize = 50, maxConcurrent = 2 }: { maxSize?: number; maxConcurrent?: number } = {},
): (item: In) => Promise<Out> {
  const waiting: Waiting<In, Out>[] = [];
  let running = 0;

  function startNext(): void {
    while (running < maxConcurrent && waiting.length > 0) {
      const group = waiting.splice(0, maxSize);
      running += 1;
      void settle(group).finally(() => {
        running -= 1;
        startNext();
      });
    }
  }

  async function settle(group: readonly Waiting<In, Out>[]): Promise<void> {
    try {
      const results = await run(group.map((entry) => entry.item));
      group.forEach((entry, index) => entry.resolve(results[index] as Out));
    } catch (error) {
      if (group.length === 1) group[0]?.reject(error);
      else await Promise.all(group.map((entry) => settle([entry])));
    }
  }

  return (item) =>
    new Promise<Out>((resolve, reject) => {
      waiting.push({ item, resolve, reject });
      startNext();
    });
}

interface Waiting<In, Out> {
  readonly item: In;
  readonly resolve: (result: Out) => void;
  readonly reject: (error: unknown) => void;
}
