import type { TransferInstructions } from '@betalt/contract/bank/transfer-instructions.ts';
import type { Invoice } from '@betalt/contract/invoices/invoice.ts';
import { Trans, useLingui } from '@lingui/react/macro';
import { useQuery } from '@tanstack/react-query';
import { isApiError } from '../../api/api-error.ts';
import { arm } from '../../api/http.ts';
import { keys } from '../../api/keys.ts';
import { useFormats } from '../../i18n/use-formats.ts';
import { ErrorState } from '../error-state.tsx';
import { SkeletonLines } from '../skeletons.tsx';
import { TransferDetails } from './transfer-details.tsx';

interface TransferSectionProps {
  readonly account: string;
  readonly invoice: Pick<Invoice, 'id' | 'name'>;
}

/** How to pay one invoice by bank transfer, for whoever may read it. */
export function TransferSection({ account, invoice }: TransferSectionProps) {
  const { t } = useLingui();
  const formats = useFormats();
  const { data, error, refetch } = useQuery({
    queryKey: keys.transfer(account, invoice.name),
    queryFn: ({ signal }) => arm<TransferInstructions>('GET', `${invoice.id}/transferInstructions`, { signal }),
    // What is due may have changed since.
    staleTime: 0,
  });
  if (isApiError(error) && error.status === 404) {
    return <Trans>No bank account is known for this invoice. Ask the vendor how to pay by transfer.</Trans>;
  }
  if (error && !data) return <ErrorState error={error} onRetry={() => void refetch()} />;
  return data ? <TransferDetails facts={data} formats={formats} /> : <SkeletonLines label={t`Loading`} lines={6} />;
}
