import { Trans, useLingui } from '@lingui/react/macro';
import { useSuspenseQuery } from '@tanstack/react-query';
import { useRouter } from '@tanstack/react-router';
import { useState } from 'react';
import { configQuery } from '../../api/queries/session.ts';
import { paths } from '../../paths.ts';
import { DoorLayout } from '../../shell/door-layout.tsx';
import { PageLink } from '../../shell/page-link.tsx';
import { useSearchParams } from '../../shell/use-search-params.ts';
import { DemoPeople } from './demo-people.tsx';
import { SignInForm } from './sign-in-form.tsx';

/** The door: sign in, and back to the page that was asked for. */
export function SignInPage() {
  const { t } = useLingui();
  const router = useRouter();
  const { data: config } = useSuspenseQuery(configQuery);
  const [{ returnTo }] = useSearchParams();
  const [filled, setFilled] = useState<{ email: string; password: string }>();
  const { productName, issuerName } = config;
  return (
    <DoorLayout title={t`Sign in`} subtitle={t`to ${productName}, the billing portal of ${issuerName}`}>
      <SignInForm
        key={filled?.email}
        initialEmail={filled?.email ?? ''}
        initialPassword={filled?.password ?? ''}
        onSignedIn={() => void router.navigate({ href: ownPath(returnTo) })}
      />
      {config.signUp !== 'closed' && (
        <p>
          <Trans>
            No account?{' '}
            <PageLink to={paths.signUp()} inline>
              Create one
            </PageLink>
          </Trans>
        </p>
      )}
      {config.demo !== undefined && <DemoPeople demo={config.demo} onChoose={setFilled} />}
    </DoorLayout>
  );
}

/** Only an address of this portal: a link that was sent must not lead the person elsewhere after sign-in. */
function ownPath(returnTo: string | undefined): string {
  return returnTo !== undefined && /^\/(?![/\\])/.test(returnTo) ? returnTo : paths.home();
}
