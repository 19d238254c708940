import { readFileSync } from 'node:fs';
import { TIMELINE } from '@betalt/core/dunning/timeline.ts';
import { expect, it } from 'vitest';
import { RETRY_MINUTES } from '../../src/app/mail/settle-mail.ts';

const page = readFileSync(new URL('../../../../docs/domain/dunning.md', import.meta.url), 'utf8');

it('the published timeline is the one that is followed', () => {
  const rows = [...page.matchAll(/^\| `(\w+)` \| (-?\d+) \|/gm)].map(([, step, days]) => [step, Number(days)]);
  expect(rows).toEqual(TIMELINE.map(({ step, offsetDays }) => [step, offsetDays]));
});

it('the published times between tries are those that are kept', () => {
  const [, sentence = ''] = /tried again after ([\d, and]+) minutes/.exec(page) ?? [];
  expect(sentence.match(/\d+/g)?.map(Number)).toEqual([...RETRY_MINUTES]);
});
