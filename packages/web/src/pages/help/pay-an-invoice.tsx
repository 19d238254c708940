import { makeStyles, tokens } from '@fluentui/react-components';
import { Trans, useLingui } from '@lingui/react/macro';
import { paths } from '../../paths.ts';
import type { Scope } from '../../scope.ts';
import { serviceLabel } from '../../search/service-label.ts';
import { PageLink } from '../../shell/page-link.tsx';
import { useCurrentScope } from '../../shell/use-scope.ts';
import { WhatIsOwed } from './what-is-owed.tsx';

const useStyles = makeStyles({
  root: { maxWidth: '68ch', fontSize: tokens.fontSizeBase400, lineHeight: tokens.lineHeightBase500 },
  heading: { margin: '20px 0 8px', fontSize: tokens.fontSizeBase500, lineHeight: tokens.lineHeightBase500 },
  steps: { margin: 0, paddingLeft: '28px', '& li': { marginBottom: '8px', paddingLeft: '4px' } },
  text: { margin: '0 0 8px' },
});

/** The help article that the portal was made from, in its own good words: from signing in to Paid. */
export function PayAnInvoice() {
  const styles = useStyles();
  const scope = useCurrentScope();
  return (
    <article className={styles.root}>
      {scope !== undefined && <WhatIsOwed scope={scope} />}
      <WhoMayPay scope={scope} />
      <h2 className={styles.heading}>
        <Trans>Pay by credit card</Trans>
      </h2>
      <Steps scope={scope} />
      <h2 className={styles.heading}>
        <Trans>When will the invoice say Paid?</Trans>
      </h2>
      <p className={styles.text}>
        <Trans>
          As soon as the bank has said yes: within a second, on every open screen. While the bank has not answered, the
          invoice says <b>Processing</b>, and it cannot be paid a second time.
        </Trans>
      </p>
    </article>
  );
}

function WhoMayPay({ scope }: { scope: Scope | undefined }) {
  const styles = useStyles();
  return (
    <>
      <h2 className={styles.heading}>
        <Trans>Before you start</Trans>
      </h2>
      <p className={styles.text}>
        <Trans>
          To pay an invoice you must be a billing account administrator: the person who signed up the account is one,
          and has the role <b>Billing account owner</b>. Contributors of the account or the billing profile, and invoice
          managers, may pay as well.
        </Trans>
      </p>
      {scope !== undefined && (
        <p className={styles.text}>
          <Trans>
            To check the type of your account and your role, open{' '}
            <PageLink to={paths.properties(scope)} inline>
              Properties
            </PageLink>{' '}
            and{' '}
            <PageLink to={paths.billingScopes()} inline>
              Billing scopes
            </PageLink>
            .
          </Trans>
        </p>
      )}
    </>
  );
}

function Steps({ scope }: { scope: Scope | undefined }) {
  const styles = useStyles();
  const { i18n } = useLingui();
  const service = i18n._(serviceLabel);
  const invoices = scope === undefined ? paths.billingScopes() : paths.invoices(scope);
  return (
    <ol className={styles.steps}>
      <li>
        <Trans>
          Sign in to the portal, and search for <b>{service}</b> in the top bar.
        </Trans>
      </li>
      <li>
        <Trans>
          In the left menu, under <b>Billing</b>, choose{' '}
          <PageLink to={invoices} inline>
            Invoices
          </PageLink>
          .
        </Trans>
      </li>
      <li>
        <Trans>
          Find an invoice that is due or past due, and choose the blue link <b>Pay now</b>.
        </Trans>
      </li>
      <li>
        <Trans>
          Under <b>Select a payment method</b>, choose a saved credit card. To use another one, choose{' '}
          <b>Add new payment method</b> and enter the card.
        </Trans>
      </li>
      <li>
        <Trans>
          Choose <b>Pay now</b>. The invoice in the list turns to <b>Paid</b>.
        </Trans>
      </li>
    </ol>
  );
}
