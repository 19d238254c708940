import { Trans, useLingui } from '@lingui/react/macro';
import { paths } from '../paths.ts';
import { DoorLayout } from '../shell/door-layout.tsx';
import { PageLink } from '../shell/page-link.tsx';

/** An address that no page has. */
export function NotFoundPage() {
  const { t } = useLingui();
  return (
    <DoorLayout
      title={t`This page does not exist`}
      subtitle={t`The address may be mistyped, or the page may have moved.`}
    >
      <PageLink to={paths.home()}>
        <Trans>Go to the start page</Trans>
      </PageLink>
    </DoorLayout>
  );
}
