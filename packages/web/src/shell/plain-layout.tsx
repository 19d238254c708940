import { PageFrame } from './page-frame.tsx';

/** Pages that belong to no billing scope: home, settings, help. */
export function PlainLayout() {
  return <PageFrame />;
}
