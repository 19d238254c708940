/** The bank's page: sends the payer's answer, then tells the page that opened it, or goes back where a redirect came from. */
const root = document.documentElement;
const dialog = document.querySelector<HTMLElement>('[role="dialog"]');
const trouble = document.querySelector<HTMLElement>('[data-trouble]');
const parentOrigin = root.dataset['parent'] ?? '';
const secret = root.dataset['secret'] ?? '';
export type Outcome = 'complete' | 'fail' | 'cancel';

// They come disabled, or a press before this script is here would be lost.
for (const button of buttons()) {
  button.disabled = false;
  button.addEventListener('click', () => void answer(button.dataset['outcome'] as Outcome));
}
document.addEventListener('keydown', (event) => {
  if (event.key === 'Escape') void answer('cancel');
  if (event.key === 'Tab') keepInside(event);
});
window.addEventListener('message', (event: MessageEvent<{ type?: string } | null>) => {
  if (event.source !== window.parent || event.origin !== parentOrigin) return;
  if (event.data?.type === 'sandbox:challenge-cancel') void answer('cancel');
});
(dialog?.querySelector<HTMLElement>('[data-outcome="complete"]') ?? buttons()[0])?.focus();

async function answer(outcome: Outcome): Promise<void> {
  if (dialog?.getAttribute('aria-busy') === 'true') return;
  dialog?.setAttribute('aria-busy', 'true');
  const response = await send(outcome);
  dialog?.removeAttribute('aria-busy');
  if (response === undefined) {
    if (trouble !== null) trouble.hidden = false;
    return;
  }
  if (parentOrigin !== '') window.parent.postMessage({ type: 'sandbox:challenge-answered' }, parentOrigin);
  else if (response.return_to !== null) location.assign(response.return_to);
}

async function send(outcome: Outcome): Promise<{ return_to: string | null } | undefined> {
  const body = JSON.stringify({ client_secret: secret, outcome });
  try {
    const response = await fetch('/v3/challenge', {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body,
    });
    return response.ok ? ((await response.json()) as { return_to: string | null }) : undefined;
  } catch {
    // Not reached: the page says so and the payer may press again.
    return undefined;
  }
}

/** The focus goes round among the buttons: behind the dialog there is nothing to reach. */
function keepInside(event: KeyboardEvent): void {
  const all = buttons();
  const here = all.indexOf(document.activeElement as HTMLButtonElement);
  event.preventDefault();
  all[(here + (event.shiftKey ? -1 : 1) + all.length) % all.length]?.focus();
}

function buttons(): HTMLButtonElement[] {
  return [...document.querySelectorAll<HTMLButtonElement>('button[data-outcome]')];
}
