import { Outlet } from '@tanstack/react-router';
import { Breadcrumb } from './breadcrumb.tsx';
import { ContentColumn } from './content-column.tsx';
import { useLayoutStyles } from './layout.styles.ts';
import { ResourceMenu } from './resource-menu.tsx';
import { TitleSlot } from './title-slot.tsx';

/** Pages of the issuer's staff: about every customer, so under no billing scope. */
export function IssuerLayout() {
  const styles = useLayoutStyles();
  return (
    <>
      <Breadcrumb />
      <main id="main" tabIndex={-1} className={styles.main}>
        <TitleSlot className={styles.title}>
          <div className={styles.columns}>
            <div className={styles.menu}>
              <ResourceMenu scope={undefined} />
            </div>
            <ContentColumn>
              <Outlet />
            </ContentColumn>
          </div>
        </TitleSlot>
      </main>
    </>
  );
}
