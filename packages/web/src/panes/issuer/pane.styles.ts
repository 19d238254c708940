import { makeStyles, tokens } from '@fluentui/react-components';

export const usePaneStyles = makeStyles({
  form: { display: 'flex', flexDirection: 'column', rowGap: tokens.spacingVerticalL },
  text: { margin: 0 },
  group: { display: 'flex', flexDirection: 'column' },
  indented: { marginLeft: tokens.spacingHorizontalXXL, paddingLeft: tokens.spacingHorizontalS },
});
