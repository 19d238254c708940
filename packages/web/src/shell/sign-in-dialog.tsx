import { Dialog, DialogBody, DialogContent, DialogSurface, DialogTitle } from '@fluentui/react-components';
import { Trans } from '@lingui/react/macro';
import { openSignInGate } from '../api/sign-in-gate.ts';
import { useSession } from '../api/queries/session.ts';
import { SignInForm } from '../pages/sign-in/sign-in-form.tsx';

/** The session has ended under an open page: signing in here keeps everything on it and sends the waiting requests again. */
export function SignInDialog() {
  const { user } = useSession();
  return (
    <Dialog open onOpenChange={(_, { open }) => !open && openSignInGate(false)}>
      <DialogSurface>
        <DialogBody>
          <DialogTitle>
            <Trans>Your session has ended</Trans>
          </DialogTitle>
          <DialogContent>
            <p>
              <Trans>Sign in again to go on where you were. Nothing that you entered is lost.</Trans>
            </p>
            <SignInForm initialEmail={user.email} onSignedIn={() => openSignInGate(true)} />
          </DialogContent>
        </DialogBody>
      </DialogSurface>
    </Dialog>
  );
}
