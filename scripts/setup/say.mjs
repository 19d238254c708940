/** Something the set-up needs is not there; `remedy` is what the reader can do about it. */
export class SetupFailure extends Error {
  constructor(message, remedy) {
    super(message);
    this.name = 'SetupFailure';
    this.remedy = remedy;
  }
}

/** A line for the person at the terminal, apart from what programs read from standard output. */
export function say(line) {
  process.stderr.write(`${line}\n`);
}

/** Says that something begins, and how long it took when it is done. */
export async function timed(what, work) {
  const start = Date.now();
  process.stderr.write(`${what} … `);
  try {
    const result = await work();
    say(`done in ${((Date.now() - start) / 1000).toFixed(1)} s`);
    return result;
  } catch (failure) {
    say('failed');
    throw failure;
  }
}
