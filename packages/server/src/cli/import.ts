import { commandLanguage } from './command-language.ts';
import { importFromFiles } from './invoice-import.ts';
import { withDatabase } from './with-database.ts';

/** `betalt invoice import FILE…`. @returns 1 when a file was refused */
export function importCommand(
  files: readonly string[],
  choice: { account?: string; profile?: string },
): Promise<number> {
  return withDatabase((database, config) =>
    importFromFiles(
      { database, config, clock: () => new Date() },
      {
        files,
        ...choice,
        language: commandLanguage(process.env),
        out: (line) => void process.stdout.write(`${line}\n`),
      },
    ),
  );
}
