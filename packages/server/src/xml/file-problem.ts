/**
 * One thing that is wrong with a file that somebody wants imported. `line` and `column` count from 1 (column in UTF-16
 * units, as editors do); `path` is the way to the place in the file's own terms, such as
 * '/Invoice/cac:LegalMonetaryTotal/cbc:PayableAmount' or '$.totals.payable'; `rule` is an official name ('BR-CO-16')
 * where there is one; `message` is a sentence with the figures that disagree and what to do.
 */
export type FileProblem = {
  readonly fileName: string;
  readonly line: number;
  readonly column: number;
  readonly path: string;
  readonly rule: string;
  readonly message: string;
};

/** More would not be read, and a hostile file could have a million. */
export const MAX_PROBLEMS = 200;

/** Where an offset (in UTF-16 units) lies in a text: both counted from 1. LF, CR and CR LF each end a line. */
export function placeOf(text: string, offset: number): { line: number; column: number } {
  let line = 1;
  let lineStart = 0;
  const newline = /\r\n|\r|\n/g;
  for (let match = newline.exec(text); match && match.index < offset; match = newline.exec(text)) {
    line += 1;
    lineStart = newline.lastIndex;
  }
  return { line, column: Math.max(offset - lineStart, 0) + 1 };
}

/** A problem of the file as a whole, before anything in it can be pointed at. */
export function wholeFileProblem(fileName: string, rule: string, message: string): FileProblem {
  return { fileName, line: 1, column: 1, path: '/', rule, message };
}
