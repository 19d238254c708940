import { useLingui } from '@lingui/react/macro';
import type { ApiError } from '../../api/api-error.ts';

type Blocker = ApiError['details'][number];

/** What stands in the way of removing a card, and what to do about it; an unknown blocker in the server's words. */
export function useBlockerSentence(): (blocker: Blocker) => string {
  const { t } = useLingui();
  return ({ code, target, message }) => {
    switch (code) {
      case 'LinkedToProfile': {
        const profile = target ?? message;
        return t`It is attached to the billing profile ${profile}. Detach it there first.`;
      }
      case 'PaymentPending':
        return t`A payment with it is being processed. Wait until that has finished.`;
      default:
        return message;
    }
  };
}
