import { SetupFailure, say } from './say.mjs';

/** Runs the set-up; what goes wrong is said with what to do about it, and ends the command that asked for it. */
export async function attempt(setUp) {
  try {
    await setUp();
  } catch (failure) {
    process.exitCode = 1;
    if (!(failure instanceof SetupFailure)) throw failure;
    say(`\n${failure.message}\n\n  -> ${failure.remedy}\n`);
  }
}
