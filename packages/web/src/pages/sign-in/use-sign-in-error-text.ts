import { plural } from '@lingui/core/macro';
import { useLingui } from '@lingui/react/macro';
import { isApiError, isNetworkError } from '../../api/api-error.ts';

/** One plain sentence for a sign-in that failed; undefined where none has. */
export function useSignInErrorText(error: unknown): string | undefined {
  const { t } = useLingui();
  if (error === null || error === undefined) return undefined;
  if (isNetworkError(error)) return t`The server could not be reached. Check your network connection, and try again.`;
  if (!isApiError(error)) return t`Something went wrong. Try again.`;
  if (error.status === 401) return t`The e-mail address or the password is not right.`;
  if (error.status === 429) {
    const minutes = Math.max(1, Math.ceil((error.retryAfterSeconds ?? 60) / 60));
    return t({
      message: plural(minutes, {
        one: 'Too many attempts. Wait # minute, and try again.',
        other: 'Too many attempts. Wait # minutes, and try again.',
      }),
    });
  }
  return error.code === 'UnreadableAnswer' ? t`Something went wrong. Try again.` : error.message;
}
