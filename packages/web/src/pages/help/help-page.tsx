import { makeStyles, tokens } from '@fluentui/react-components';
import { QuestionCircleRegular } from '@fluentui/react-icons/svg/question-circle';
import { useLingui } from '@lingui/react/macro';
import { PastDueBar } from '../../components/past-due-bar.tsx';
import { paths } from '../../paths.ts';
import { PageLink } from '../../shell/page-link.tsx';
import { PageTitle } from '../../shell/page-title.tsx';
import { useCurrentScope } from '../../shell/use-scope.ts';
import { helpArticles } from './help-articles.ts';

const useStyles = makeStyles({
  list: { listStyleType: 'none', margin: 0, padding: 0, maxWidth: '760px' },
  item: { padding: '12px 0', borderBottom: `1px solid ${tokens.colorNeutralStroke3}` },
  title: {
    margin: 0,
    fontSize: tokens.fontSizeBase400,
    lineHeight: tokens.lineHeightBase400,
    fontWeight: tokens.fontWeightSemibold,
  },
  summary: { margin: '4px 0 0', color: tokens.colorNeutralForeground2 },
});

/** *Recommended steps*: articles that know the reader's state. */
export function HelpPage() {
  const styles = useStyles();
  const { t, i18n } = useLingui();
  const scope = useCurrentScope();
  return (
    <>
      <PageTitle icon={<QuestionCircleRegular />} title={t`Help`} subtitle={t`Recommended steps`} />
      {scope !== undefined && <PastDueBar scope={scope} />}
      <ul className={styles.list}>
        {helpArticles.map(({ key, title, summary }) => (
          <li key={key} className={styles.item}>
            <h2 className={styles.title}>
              <PageLink to={paths.helpArticle(key)}>{i18n._(title)}</PageLink>
            </h2>
            <p className={styles.summary}>{i18n._(summary)}</p>
          </li>
        ))}
      </ul>
    </>
  );
}
