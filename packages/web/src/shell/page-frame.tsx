import { Outlet } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { Breadcrumb } from './breadcrumb.tsx';
import { ContentColumn } from './content-column.tsx';
import { useLayoutStyles } from './layout.styles.ts';
import { TitleSlot } from './title-slot.tsx';

/** What is around every page: the way to it, its title, the menu of where it belongs, if any, and the column that it scrolls in. */
export function PageFrame({ menu }: { readonly menu?: ReactNode }) {
  const styles = useLayoutStyles();
  return (
    <>
      <Breadcrumb />
      <main id="main" tabIndex={-1} className={styles.main}>
        <TitleSlot className={styles.title}>
          <div className={styles.columns}>
            {menu !== undefined && <div className={styles.menu}>{menu}</div>}
            <ContentColumn>
              <Outlet />
            </ContentColumn>
          </div>
        </TitleSlot>
      </main>
    </>
  );
}
