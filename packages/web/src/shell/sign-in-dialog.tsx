import { Dialog, DialogBody, DialogContent, DialogSurface, DialogTitle } from '@fluentui/react-components';
import { Trans } from '@lingui/react/macro';
import { useState } from 'react';
import { sessionQuery, useSession } from '../api/queries/session.ts';
import { queryClient } from '../api/query-client.ts';
import { openSignInGate } from '../api/sign-in-gate.ts';
import { SignInForm } from '../pages/sign-in/sign-in-form.tsx';
import { useReturnFocus } from './use-return-focus.ts';

/** The session has ended under an open page: signing in here keeps everything on it and sends the waiting requests again. */
export function SignInDialog() {
  useReturnFocus();
  const [user] = useState(useSession().user);
  const onSignedIn = () => {
    const now = queryClient.getQueryData(sessionQuery.queryKey)?.user;
    // Somebody else: nothing of the person before may stay on the page or be sent in their name.
    if (now?.id !== user.id) location.assign('/');
    else openSignInGate(true);
  };
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
            <SignInForm initialEmail={user.email} onSignedIn={onSignedIn} />
          </DialogContent>
        </DialogBody>
      </DialogSurface>
    </Dialog>
  );
}
