import type { TransferInstructions } from '@betalt/contract/bank/transfer-instructions.ts';
import type { PayLinkView } from '@betalt/contract/pay-links/pay-link.ts';

/** How to pay the link's amount by bank transfer; undefined where nothing is owed, or nothing is known. */
export function transferOf({
  transferInstructions: how,
  amount,
  canPay,
  reasonCode,
}: PayLinkView): TransferInstructions | undefined {
  const isLeftToTransfer = reasonCode === 'AboveCardLimit' || reasonCode === 'CardNotAllowed';
  if (!how || amount.value <= 0 || !(canPay || isLeftToTransfer)) return undefined;
  if (how.amount.value === amount.value) return how;
  // A link for a part: the code to scan says all that is due, so it is left out.
  const { qr: _ofAll, ...rest } = how;
  return { ...rest, amount };
}
