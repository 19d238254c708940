import { QueryClient } from '@tanstack/react-query';
import { isApiError } from './api-error.ts';

const MINUTE_MS = 60_000;

/**
 * The one cache of what the server said. Live events refresh what they name, so an answer may be kept for a minute;
 * only failures that another try can mend are tried again.
 */
export const queryClient = new QueryClient({
  defaultOptions: {
    queries: {
      staleTime: MINUTE_MS,
      retry: (failureCount, error) => failureCount < 2 && mayPassOnRetry(error),
      retryDelay: (attempt) => 400 * 2 ** attempt,
    },
  },
});

function mayPassOnRetry(error: unknown): boolean {
  return !isApiError(error) || error.status === 0 || error.status === 502 || error.status === 503;
}
