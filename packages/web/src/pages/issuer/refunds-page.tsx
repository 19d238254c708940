import { ArrowUndoRegular } from '@fluentui/react-icons/svg/arrow-undo';
import { useLingui } from '@lingui/react/macro';
import { PageTitle } from '../../shell/page-title.tsx';
import { AttentionList } from './attention/attention-list.tsx';

/** Refunds of bank transfers, which staff pay out by their own bank. */
export function RefundsPage() {
  const { t } = useLingui();
  return (
    <>
      <PageTitle icon={<ArrowUndoRegular />} title={t`Refunds`} subtitle={t`Transfers to pay out`} />
      <AttentionList
        kind="TransferRefund"
        label={t`Transfers to pay out`}
        empty={{
          title: t`Nothing is to be paid out`,
          text: t`Refunds of bank transfers wait here until you have paid them out by your bank. Card payments go back by themselves.`,
        }}
      />
    </>
  );
}
