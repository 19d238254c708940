import { makeStyles, tokens } from '@fluentui/react-components';

/** Pages scroll in their own column on a usual screen, and as one page where it is narrow or zoomed. */
export const NARROW = '@media (max-width: 760px), (max-height: 420px)';

export const useLayoutStyles = makeStyles({
  main: { display: 'flex', flexDirection: 'column', flexGrow: 1, minHeight: 0, outline: 'none' },
  title: {
    display: 'flex',
    alignItems: 'center',
    flexShrink: 0,
    minHeight: '52px',
    padding: '2px 20px 8px',
  },
  columns: {
    display: 'flex',
    flexGrow: 1,
    minHeight: 0,
    borderTop: `1px solid ${tokens.colorNeutralStroke2}`,
  },
  menu: { display: 'flex', minHeight: 0, [NARROW]: { display: 'none' } },
  content: {
    display: 'flex',
    flexDirection: 'column',
    flexGrow: 1,
    minWidth: 0,
    overflowY: 'auto',
    padding: '8px 20px 24px',
    position: 'relative',
    ':focus-visible': { outline: `2px solid ${tokens.colorStrokeFocus2}`, outlineOffset: '-2px' },
    [NARROW]: { overflowY: 'visible', padding: '8px 12px 24px' },
    '@media print': { overflowY: 'visible' },
  },
});
