import { Outlet } from '@tanstack/react-router';
import { Breadcrumb } from './breadcrumb.tsx';
import { ContentColumn } from './content-column.tsx';
import { useLayoutStyles } from './layout.styles.ts';
import { TitleSlot } from './title-slot.tsx';

/** Pages that belong to no billing scope: home, settings, help. */
export function PlainLayout() {
  const styles = useLayoutStyles();
  return (
    <>
      <Breadcrumb />
      <main id="main" tabIndex={-1} className={styles.main}>
        <TitleSlot className={styles.title}>
          <div className={styles.columns}>
            <ContentColumn>
              <Outlet />
            </ContentColumn>
          </div>
        </TitleSlot>
      </main>
    </>
  );
}
