import { DocumentSearchRegular } from '@fluentui/react-icons/svg/document-search';
import { QuestionCircleRegular } from '@fluentui/react-icons/svg/question-circle';
import { Trans, useLingui } from '@lingui/react/macro';
import { useParams } from '@tanstack/react-router';
import { EmptyState } from '../../components/empty-state.tsx';
import { paths } from '../../paths.ts';
import { PageLink } from '../../shell/page-link.tsx';
import { PageTitle } from '../../shell/page-title.tsx';
import { helpArticles } from './help-articles.ts';
import { PayAnInvoice } from './pay-an-invoice.tsx';

/** One article. */
export function HelpArticlePage() {
  const { t, i18n } = useLingui();
  const { article: key } = useParams({ strict: false }) as { article: string };
  const article = helpArticles.find((one) => one.key === key);
  if (article === undefined) {
    return (
      <>
        <PageTitle icon={<QuestionCircleRegular />} title={t`Help`} />
        <EmptyState
          icon={<DocumentSearchRegular />}
          title={t`This article does not exist`}
          action={
            <PageLink to={paths.help()}>
              <Trans>All articles</Trans>
            </PageLink>
          }
        />
      </>
    );
  }
  return (
    <>
      <PageTitle icon={<QuestionCircleRegular />} title={i18n._(article.title)} subtitle={t`Recommended steps`} />
      <PayAnInvoice />
    </>
  );
}
