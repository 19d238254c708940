import { SetupFailure } from './say.mjs';

const DISK = ['The disk is full.', 'Make room: the dependencies take about 1.1 GB. Then run the command again.'];

/** What npm's words mean, first match first: [words, what is wrong, what to do]. */
const NPM_WORDS = [
  [/ENOSPC|no space left/i, ...DISK],
  [
    /ENOTFOUND|EAI_AGAIN|ECONNREFUSED|ECONNRESET|ETIMEDOUT|ENETUNREACH|network request|socket hang up/,
    'npm cannot reach its registry.',
    'Check the connection, and a proxy or mirror with: npm config get registry. Betalt needs the network for this step only.',
  ],
  [
    /EACCES|EPERM|EROFS|read-only file system/i,
    'npm may not write into this checkout.',
    'Give the folder to the user that runs Betalt (chown), or clone it to a place that can be written.',
  ],
  [
    /EUSAGE|can only install packages when|Missing: .* from lock file/,
    'package.json and package-lock.json say different things.',
    'Take both from the same commit (git status shows a change), or run npm install to bring them together.',
  ],
  [
    /EINTEGRITY|checksum/i,
    'A downloaded package is not the one that the lock file names.',
    'Run npm cache clean --force and try again; if it stays, the mirror that npm uses has another file.',
  ],
  [
    /E401|E403|E404|ETARGET|404 Not Found|403 Forbidden/,
    'The registry that npm uses does not have, or does not give, a package of the lock file.',
    'Look at npm config get registry: a mirror may lack it.',
  ],
  [
    /EBADPLATFORM|Unsupported engine|engine-strict|ENOTSUP/,
    'This npm refuses packages for another Node or platform.',
    'Set engine-strict=false (npm config delete engine-strict): Betalt runs on the Node that its lock file brings.',
  ],
];

/** Why `npm ci` failed, in a sentence, with the end of what it wrote. */
export function fromNpmWords(said) {
  const known = NPM_WORDS.find(([words]) => words.test(said));
  const [, what, remedy] = known ?? [
    undefined,
    'npm ci did not succeed.',
    'Its last lines are above. npm 11 is the tested one: npm install -g npm@11.',
  ];
  const lines = said.split('\n').filter((line) => /npm (error|ERR!)/.test(line));
  const last = (lines.length > 0 ? lines : said.trim().split('\n')).slice(-12).join('\n');
  return new SetupFailure(`${last}\n\n${what}`, remedy);
}

/** There is not enough room, said before or after trying. */
export function diskFull() {
  return new SetupFailure(...DISK);
}

/** Names what the file system said while a folder was prepared; anything else comes back as it is. */
export function fromFileFailure(failure, path) {
  if (failure.code === 'ENOSPC' || failure.code === 'EDQUOT') return diskFull();
  if (failure.code === 'EACCES' || failure.code === 'EROFS' || failure.code === 'EPERM') {
    return new SetupFailure(
      `${path} cannot be written (${failure.code}).`,
      'Give it to the user that runs Betalt (chown).',
    );
  }
  return failure;
}
