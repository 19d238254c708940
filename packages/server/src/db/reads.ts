import pg from 'pg';

/** Where a request's short reads go: those by a named prepared statement. Anything without a name goes to the pool. */
export interface Reads extends Pick<pg.Pool, 'query'> {
  close(): Promise<void>;
}

/**
 * A few connections that many reads share at once, each sent when it comes instead of when the one before it has been answered: no
 * waiting for a connection, and PostgreSQL is awake already when the next one arrives. In the measurement of docs/bench.md a third
 * less processor time for a read of one row. A read waits for those before it on its connection, so nothing slow belongs here.
 *
 * A connection that breaks fails the reads that were on it, as a pooled one would, and is opened anew for the next.
 */
export function openReads(pool: pg.Pool, config: pg.ClientConfig, { connections = 2 } = {}): Reads {
  const slots: (Promise<pg.Client> | undefined)[] = Array.from({ length: connections }, () => undefined);
  let turn = 0;

  function open(slot: number): Promise<pg.Client> {
    const client = new pg.Client({ ...config, pipeline: true });
    const opened = client.connect().then(() => client);
    const forget = (): void => {
      if (slots[slot] === opened) slots[slot] = undefined;
    };
    // The reads that were on it reject, and that is where a break is dealt with; without a listener it would end the process.
    client.on('error', forget);
    client.on('end', forget);
    slots[slot] = opened;
    return opened;
  }

  async function query(statement: pg.QueryConfig): Promise<pg.QueryResult> {
    if (statement.name === undefined) return pool.query(statement);
    turn = (turn + 1) % connections;
    const slot = turn;
    const opened = slots[slot] ?? open(slot);
    try {
      return await (await opened).query(statement);
    } catch (error) {
      // Whatever is more than a statement's own error is the end of the connection, and is known here before the socket says so.
      const isOwn = error instanceof pg.DatabaseError && error.severity === 'ERROR';
      if (!isOwn && slots[slot] === opened) slots[slot] = undefined;
      throw error;
    }
  }

  return {
    // Of the pool's many ways to ask, the one that hot reads use.
    query: query as pg.Pool['query'],
    close: async () => {
      const opened = await Promise.allSettled(slots.filter((slot) => slot !== undefined));
      // One that could not be opened has told whoever asked, and there is nothing to end.
      await Promise.all(opened.filter((each) => each.status === 'fulfilled').map(({ value }) => value.end()));
    },
  };
}
