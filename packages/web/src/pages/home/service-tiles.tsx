import { makeStyles, tokens } from '@fluentui/react-components';
import { DocumentBulletListRegular } from '@fluentui/react-icons/svg/document-bullet-list';
import { MoneyCalculatorRegular } from '@fluentui/react-icons/svg/money-calculator';
import { OrganizationRegular } from '@fluentui/react-icons/svg/organization';
import { PaymentRegular } from '@fluentui/react-icons/svg/payment';
import { QuestionCircleRegular } from '@fluentui/react-icons/svg/question-circle';
import { ReceiptMoneyRegular } from '@fluentui/react-icons/svg/receipt-money';
import { useLingui } from '@lingui/react/macro';
import type { ReactElement } from 'react';
import { paths } from '../../paths.ts';
import { serviceLabel } from '../../search/service-label.ts';
import { PlainLink } from '../../shell/page-link.tsx';
import { useCurrentScope } from '../../shell/use-scope.ts';

const useStyles = makeStyles({
  list: { display: 'flex', flexWrap: 'wrap', gap: '4px', listStyleType: 'none', margin: 0, padding: 0 },
  tile: {
    display: 'flex',
    flexDirection: 'column',
    alignItems: 'center',
    gap: '8px',
    width: '124px',
    minHeight: '104px',
    padding: '16px 8px 8px',
    borderRadius: tokens.borderRadiusMedium,
    color: tokens.colorNeutralForeground1,
    textAlign: 'center',
    textDecorationLine: 'none',
    ':hover': { backgroundColor: tokens.colorSubtleBackgroundHover },
    ':focus-visible': { outline: `2px solid ${tokens.colorStrokeFocus2}` },
  },
  icon: { display: 'flex', fontSize: '32px', color: tokens.colorBrandForeground1 },
});

/** The services of the portal, as large links. */
export function ServiceTiles() {
  const styles = useStyles();
  const { t, i18n } = useLingui();
  const scope = useCurrentScope();
  const tile = (to: string, icon: ReactElement, text: string) => (
    <li>
      <PlainLink to={to} className={styles.tile}>
        <span className={styles.icon} aria-hidden="true">
          {icon}
        </span>
        {text}
      </PlainLink>
    </li>
  );
  return (
    <ul className={styles.list}>
      {tile(
        scope === undefined ? paths.billingScopes() : paths.overview(scope),
        <MoneyCalculatorRegular />,
        i18n._(serviceLabel),
      )}
      {scope !== undefined && tile(paths.invoices(scope), <DocumentBulletListRegular />, t`Invoices`)}
      {scope !== undefined && tile(paths.payments(scope), <ReceiptMoneyRegular />, t`Payments`)}
      {scope !== undefined && tile(paths.paymentMethods(scope), <PaymentRegular />, t`Payment methods`)}
      {tile(paths.billingScopes(), <OrganizationRegular />, t`Billing scopes`)}
      {tile(paths.help(), <QuestionCircleRegular />, t`Help`)}
    </ul>
  );
}
