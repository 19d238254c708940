import { useEffect } from 'react';

/**
 * When the pane closes, the focus goes back to what opened it. After a payment that link is gone: then to the invoice's
 * own link in its row, else to the page's title.
 */
export function useReturnFocus(invoiceName: string): void {
  useEffect(() => {
    const opener = document.activeElement;
    return () => {
      // After the drawer's own clean-up, which runs in the same task.
      setTimeout(() => {
        const isLost = document.activeElement === document.body || document.activeElement === null;
        if (isLost) focusableAfter(opener, invoiceName)?.focus({ preventScroll: true });
      });
    };
  }, [invoiceName]);
}

function focusableAfter(opener: Element | null, invoiceName: string): HTMLElement | null {
  if (opener instanceof HTMLElement && opener.isConnected && opener !== document.body) return opener;
  return document.getElementById(`invoice-${invoiceName}`) ?? document.querySelector<HTMLElement>('h1');
}
