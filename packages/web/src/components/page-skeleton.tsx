import { useLingui } from '@lingui/react/macro';
import { SkeletonLines } from './skeletons.tsx';

/** Stands in for a page whose chunk or first answer is on its way. */
export function PageSkeleton() {
  const { t } = useLingui();
  return <SkeletonLines label={t`Loading`} lines={6} />;
}
