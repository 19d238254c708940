/** What a measure found, ready to be judged and shown. */
export interface Figure {
  readonly name: string;
  readonly what: string;
  /** What it is held against, in words. */
  readonly against: string;
  /** In `unit`; null where the measured thing is held against itself or a budget. */
  readonly yardstick: number | null;
  readonly measured: number;
  readonly unit: '/s' | 'ms' | 'MB' | 's';
  /** What is judged: measured / yardstick, or the measured value where there is no yardstick. */
  readonly ratio: number;
  readonly goal: number;
  readonly stretch: number | null;
  readonly better: 'more' | 'less';
  /** Whatever a reader needs beside the figure. */
  readonly note?: string | undefined;
}

export type Verdict = 'stretch' | 'met' | 'missed';

export function verdictOf({
  ratio,
  goal,
  stretch,
  better,
}: Pick<Figure, 'ratio' | 'goal' | 'stretch' | 'better'>): Verdict {
  const reaches = (mark: number): boolean => (better === 'more' ? ratio >= mark : ratio <= mark);
  if (stretch !== null && reaches(stretch)) return 'stretch';
  return reaches(goal) ? 'met' : 'missed';
}
