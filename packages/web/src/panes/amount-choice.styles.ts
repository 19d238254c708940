import { makeStyles, tokens } from '@fluentui/react-components';

/** Choosing how much is paid, and the field of the choice that wants an amount, under its radio button's text. */
export const useAmountChoiceStyles = makeStyles({
  choice: { display: 'flex', flexDirection: 'column' },
  heading: {
    margin: 0,
    fontSize: tokens.fontSizeBase400,
    lineHeight: tokens.lineHeightBase400,
    fontWeight: tokens.fontWeightSemibold,
  },
  field: { marginLeft: tokens.spacingHorizontalXXL, paddingLeft: tokens.spacingHorizontalS },
});
