import { Button } from '@fluentui/react-components';
import { Trans } from '@lingui/react/macro';
import { type ReactNode, useState } from 'react';

/** The first of many, and a button for more: each of them asks the server something, so not all come at once. */
export function FirstFew<T>({
  of,
  step,
  children,
}: {
  of: readonly T[];
  step: number;
  children: (one: T) => ReactNode;
}) {
  const [shown, setShown] = useState(step);
  return (
    <>
      {of.slice(0, shown).map(children)}
      {of.length > shown && (
        <Button appearance="subtle" onClick={() => setShown(shown + step)}>
          <Trans>Show more</Trans>
        </Button>
      )}
    </>
  );
}
