import { plural } from '@lingui/core/macro';
import { useLingui } from '@lingui/react/macro';
import { useQuery } from '@tanstack/react-query';
import { useParams } from '@tanstack/react-router';
import { useMemo } from 'react';
import { sessionQuery } from '../api/queries/session.ts';
import { createFormats, type Formats } from './formats.ts';
import { currentLanguage } from './i18n.ts';
import { formatLocale } from './language.ts';
import { useRegionalFormat } from './regional-format.ts';

export type ReaderFormats = Formats & {
  /** *in 3 days*, *due today*, *12 days late*. */
  readonly relativeDays: (dueDate: string) => string;
};

/**
 * Formats of the reader's region, in the time zone of the account that the page is about (or of the reader's first
 * account where the page is about none).
 */
export function useFormats(): ReaderFormats {
  const { t, i18n } = useLingui();
  const chosen = useRegionalFormat();
  const timeZone = useAccountTimeZone();
  return useMemo(() => {
    const locale = formatLocale(currentLanguage(), navigator.languages, chosen);
    const formats = createFormats({ locale, timeZone, nowMs: () => Date.now() });
    const relativeDays = (dueDate: string) => {
      const days = formats.daysUntil(dueDate);
      if (days === 0) return t`today`;
      if (days > 0) return t({ message: plural(days, { one: 'in # day', other: 'in # days' }) });
      const late = -days;
      return t({ message: plural(late, { one: '# day late', other: '# days late' }) });
    };
    return { ...formats, relativeDays };
    // `i18n.locale` is not named inside, but a new language means new formats.
  }, [t, i18n.locale, chosen, timeZone]);
}

function useAccountTimeZone(): string {
  const { account } = useParams({ strict: false }) as { account?: string };
  const { data: session } = useQuery(sessionQuery);
  const accounts = session?.billingAccounts ?? [];
  const found = accounts.find(({ name }) => name === account) ?? accounts[0];
  return found?.timeZone ?? Intl.DateTimeFormat().resolvedOptions().timeZone;
}
