import { makeStyles, tokens } from '@fluentui/react-components';

export const useGlobalSearchStyles = makeStyles({
  root: {
    position: 'relative',
    flexGrow: 1,
    display: 'flex',
    justifyContent: 'center',
    minWidth: 0,
    padding: '0 8px',
    // On a narrow screen the box takes the whole bar while it is typed in.
    '@media (max-width: 480px)': {
      ':focus-within': {
        position: 'absolute',
        inset: 0,
        zIndex: 1,
        alignItems: 'center',
        backgroundColor: 'var(--bar)',
      },
    },
  },
  box: {
    display: 'flex',
    alignItems: 'center',
    gap: '8px',
    width: '100%',
    maxWidth: '640px',
    height: '28px',
    padding: '0 8px',
    border: '1px solid transparent',
    borderRadius: tokens.borderRadiusMedium,
    backgroundColor: tokens.colorNeutralBackground1,
    color: tokens.colorNeutralForeground2,
    ':focus-within': { outline: `2px solid ${tokens.colorNeutralForeground1}`, outlineOffset: '-1px' },
  },
  boxOpen: { borderBottomLeftRadius: 0, borderBottomRightRadius: 0 },
  icon: { flexShrink: 0, fontSize: '16px' },
  input: {
    flexGrow: 1,
    minWidth: 0,
    height: '100%',
    padding: 0,
    border: 'none',
    outline: 'none',
    background: 'none',
    color: tokens.colorNeutralForeground1,
    font: 'inherit',
    textOverflow: 'ellipsis',
    '::placeholder': { color: tokens.colorNeutralForeground3, opacity: 1 },
  },
});
