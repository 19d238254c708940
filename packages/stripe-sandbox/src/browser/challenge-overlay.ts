import type { Connection } from './types.ts';
import { localeOf, wordsIn } from './words.ts';

/**
 * Covers the window with the bank's page until the payer has answered it or gone away from it.
 * A modal dialog makes the rest of the page inert, so the focus cannot leave; it sits inside the dialog that was open, if
 * any, so that a page's own focus trap lets it be.
 */
export function openChallenge(connection: Connection, secret: string): Promise<void> {
  const cover = document.createElement('dialog');
  const frame = challengeFrame(connection, secret);
  cover.setAttribute('aria-label', frame.title);
  Object.assign(cover.style, COVER);
  cover.append(frame);
  const opener = document.activeElement;
  (opener?.closest('dialog, [role="dialog"], [aria-modal="true"]') ?? document.body).append(cover);
  cover.showModal();
  frame.focus();
  return new Promise((resolve) => {
    const hear = (event: MessageEvent<{ type?: string } | null>): void => {
      if (event.origin !== connection.origin || event.source !== frame.contentWindow) return;
      if (event.data?.type === 'sandbox:challenge-answered') cover.close();
    };
    // Escape pressed in the page, not in the frame: the bank's page is asked to cancel, which it answers as any other answer.
    cover.addEventListener('cancel', (event) => {
      event.preventDefault();
      frame.contentWindow?.postMessage({ type: 'sandbox:challenge-cancel' }, connection.origin);
    });
    cover.addEventListener('close', () => {
      window.removeEventListener('message', hear);
      cover.remove();
      if (opener instanceof HTMLElement) opener.focus();
      resolve();
    });
    window.addEventListener('message', hear);
  });
}

const COVER = {
  position: 'fixed',
  inset: '0',
  width: '100vw',
  height: '100vh',
  maxWidth: 'none',
  maxHeight: 'none',
  margin: '0',
  padding: '0',
  border: '0',
  background: 'transparent',
  overflow: 'hidden',
};

function challengeFrame(connection: Connection, secret: string): HTMLIFrameElement {
  const theme = connection.theme ?? pageTheme();
  const frame = document.createElement('iframe');
  const query = new URLSearchParams({
    client_secret: secret,
    locale: connection.locale,
    theme,
    parent: location.origin,
  });
  frame.src = `${connection.origin}/v3/challenge?${query}`;
  frame.title = wordsIn(localeOf(connection.locale)).challenge.frameTitle;
  // A frame is see-through only when its colour scheme is the one of its document.
  const colorScheme = theme === 'night' ? 'dark' : 'light';
  Object.assign(frame.style, {
    display: 'block',
    width: '100%',
    height: '100%',
    border: '0',
    background: 'transparent',
    colorScheme,
  });
  return frame;
}

function pageTheme(): 'stripe' | 'night' {
  const scheme = getComputedStyle(document.documentElement).colorScheme;
  if (scheme === 'light dark') return matchMedia('(prefers-color-scheme: dark)').matches ? 'night' : 'stripe';
  return scheme.startsWith('dark') ? 'night' : 'stripe';
}
