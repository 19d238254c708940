import { Trans, useLingui } from '@lingui/react/macro';
import { useSuspenseQuery } from '@tanstack/react-query';
import { useRouter } from '@tanstack/react-router';
import { configQuery } from '../../api/queries/session.ts';
import { MessageArea } from '../../components/message-area.tsx';
import { paths } from '../../paths.ts';
import { DoorLayout } from '../../shell/door-layout.tsx';
import { PageLink } from '../../shell/page-link.tsx';
import { useSearchParams } from '../../shell/use-search-params.ts';
import { PersonForm } from './person-form.tsx';

/** The first of two steps: the person. The billing account follows on its own page, so that it can be taken up again later. */
export function SignUpPage() {
  const { t } = useLingui();
  const router = useRouter();
  const { data: config } = useSuspenseQuery(configQuery);
  const [{ invitation }] = useSearchParams();
  const isOpen = config.signUp === 'open' || (config.signUp === 'invitation' && invitation !== undefined);
  const { issuerName } = config;
  return (
    <DoorLayout title={t`Sign up`} subtitle={t`Step 1 of 2: who you are`}>
      {isOpen ? (
        <PersonForm
          invitation={invitation}
          onSignedUp={() => void router.navigate({ href: paths.createBillingAccount() })}
        />
      ) : (
        <MessageArea intent="info">
          <Trans>New people need an invitation. Ask {issuerName}, or a billing account owner of your company.</Trans>
        </MessageArea>
      )}
      <p>
        <Trans>
          Already have an account?{' '}
          <PageLink to={paths.signIn()} inline>
            Sign in
          </PageLink>
        </Trans>
      </p>
    </DoorLayout>
  );
}
