import { makeStyles, tokens } from '@fluentui/react-components';

export const useConversationStyles = makeStyles({
  conversation: { maxWidth: '720px', marginBottom: tokens.spacingVerticalL },
  about: { margin: `0 0 ${tokens.spacingVerticalS}`, color: tokens.colorNeutralForeground2 },
  messages: { listStyleType: 'none', margin: 0, padding: 0 },
  message: {
    padding: `${tokens.spacingVerticalS} 0`,
    borderBottom: `1px solid ${tokens.colorNeutralStroke3}`,
  },
  who: { margin: 0, color: tokens.colorNeutralForeground2 },
  // What people wrote, with the lines that they made, and without their word of 200 letters widening the page.
  text: { margin: `${tokens.spacingVerticalXXS} 0 0`, whiteSpace: 'pre-wrap', overflowWrap: 'anywhere' },
  reply: {
    display: 'flex',
    flexDirection: 'column',
    rowGap: tokens.spacingVerticalM,
    paddingTop: tokens.spacingVerticalM,
    '@media print': { display: 'none' },
  },
  buttons: { display: 'flex', flexWrap: 'wrap', gap: tokens.spacingHorizontalS },
});
