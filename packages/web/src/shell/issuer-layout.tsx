import { PageFrame } from './page-frame.tsx';
import { ResourceMenu } from './resource-menu.tsx';

/** Pages of the issuer's staff: about every customer, so under no billing scope. */
export function IssuerLayout() {
  return <PageFrame menu={<ResourceMenu scope={undefined} />} />;
}
