import { WarningRegular } from '@fluentui/react-icons/svg/warning';
import { useLingui } from '@lingui/react/macro';
import { ChoicePills } from '../../components/choice-pills.tsx';
import { PageTitle } from '../../shell/page-title.tsx';
import { useSearchParams } from '../../shell/use-search-params.ts';
import { ATTENTION_KINDS, attentionWord, isAttentionKind } from './attention/attention-kind.tsx';
import { AttentionList } from './attention/attention-list.tsx';

const ALL = 'all';

/** Payments, refunds and disputes of every customer that wait for somebody of the issuer. */
export function AttentionPage() {
  const { t, i18n } = useLingui();
  const [{ kind = '' }, changeSearch] = useSearchParams();
  const chosen = isAttentionKind(kind) ? kind : undefined;
  return (
    <>
      <PageTitle icon={<WarningRegular />} title={t`Payments needing attention`} subtitle={t`Issuer`} />
      <AttentionList
        kind={chosen}
        label={t`Payments needing attention`}
        empty={{
          title: t`Nothing needs attention`,
          text: t`Payments that the gateway has not decided, failed refunds and open disputes show up here.`,
        }}
      >
        <ChoicePills
          label={t`Kind`}
          choices={[
            { value: ALL, text: t`All` },
            ...ATTENTION_KINDS.map((value) => ({ value, text: i18n._(attentionWord(value)) })),
          ]}
          chosen={chosen ?? ALL}
          onChoose={(value) => changeSearch({ kind: value === ALL ? undefined : value })}
        />
      </AttentionList>
    </>
  );
}
