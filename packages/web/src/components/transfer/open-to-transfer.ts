import type { Invoice, PayabilityReason } from '@betalt/contract/invoices/invoice.ts';

/** Why a card may not pay, and a transfer may. Under every other reason a transfer would pay twice, or pay nothing. */
const LEFT_TO_TRANSFER: ReadonlySet<PayabilityReason | undefined> = new Set([
  'AboveCardLimit',
  'CardNotAllowed',
  'NoPermission',
]);

/** Whether the reader should be told how to pay by bank transfer. */
export function isOpenToTransfer({ properties }: Invoice): boolean {
  const { amountDue, payability } = properties;
  if (amountDue.value <= 0 || payability === undefined) return false;
  return payability.canPay || LEFT_TO_TRANSFER.has(payability.reasonCode);
}
