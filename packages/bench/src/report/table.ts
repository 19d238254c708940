import { type Figure, type Verdict, verdictOf } from './figure.ts';

const HEAD = ['what', 'yardstick', 'measured', 'ratio', 'goal', 'stretch', 'met?'] as const;
const WORDS: Readonly<Record<Verdict, string>> = { stretch: 'yes, stretch', met: 'yes', missed: '**no**' };

/** The figures as a Markdown table, as it stands in docs/bench.md, with the notes below it. */
export function table(figures: readonly Figure[]): string {
  const rows = [[...HEAD], ...figures.map(row)];
  const widths = HEAD.map((_, column) => Math.max(...rows.map((cells) => cells[column]?.length ?? 0)));
  const line = (cells: readonly string[]) =>
    `| ${cells.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join(' | ')} |`;
  const [head = [], ...body] = rows;
  const notes = figures.filter(({ note }) => note !== undefined).map(({ what, note }) => `- ${what}: ${note}`);
  return [
    line(head),
    line(widths.map((width) => '-'.repeat(width))),
    ...body.map(line),
    ...(notes.length === 0 ? [] : ['', ...notes]),
  ].join('\n');
}

function row(figure: Figure): string[] {
  const { what, against, yardstick, measured, unit, ratio, goal, stretch, better } = figure;
  const bound = (value: number): string => `${better === 'more' ? '≥' : '≤'} ${plain(value)}`;
  return [
    what,
    yardstick === null ? against : `${plain(yardstick)} ${unit} (${against})`,
    `${plain(measured)} ${unit}`,
    plain(ratio),
    bound(goal),
    stretch === null ? '' : bound(stretch),
    WORDS[verdictOf(figure)],
  ];
}

/** Three figures that count: no measurement here is better than that. */
function plain(value: number): string {
  return value >= 100 ? Math.round(value).toLocaleString('en-US') : Number(value.toPrecision(3)).toString();
}
