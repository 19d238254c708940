import { makeStyles, tokens } from '@fluentui/react-components';
import { DismissRegular } from '@fluentui/react-icons/svg/dismiss';
import { useLingui } from '@lingui/react/macro';
import { useFormats } from '../../i18n/use-formats.ts';
import { chosenIn, FILTER_LABELS, type FilterKey, optionsOf, type ProfileOptions } from './invoice-filters.ts';
import type { InvoiceListSearch } from './invoice-list-search.ts';

interface FilterPillProps {
  readonly of: FilterKey;
  readonly search: InvoiceListSearch;
  readonly profiles: ProfileOptions;
  readonly onOpen: (anchor: HTMLElement) => void;
  readonly onRemove: (() => void) | undefined;
}

/** What one filter is set to; pressing it changes that. */
export function FilterPill({ of, search, profiles, onOpen, onRemove }: FilterPillProps) {
  const styles = useStyles();
  const { t, i18n } = useLingui();
  const label = i18n._(FILTER_LABELS[of]);
  const value = useFilterValue(of, search, profiles);
  return (
    <span className={styles.pill}>
      <button
        type="button"
        className={styles.open}
        aria-haspopup="dialog"
        onClick={(event) => onOpen(event.currentTarget)}
      >
        {label} == <strong className={styles.value}>{value}</strong>
      </button>
      {onRemove && (
        <button type="button" className={styles.remove} aria-label={t`Remove filter: ${label}`} onClick={onRemove}>
          <DismissRegular aria-hidden />
        </button>
      )}
    </span>
  );
}

function useFilterValue(of: FilterKey, { min, max, ...search }: InvoiceListSearch, profiles: ProfileOptions): string {
  const { t, i18n } = useLingui();
  const { number } = useFormats();
  if (of !== 'amount') {
    const chosen = chosenIn(of, { min, max, ...search });
    const options = optionsOf(of, profiles, (message) => i18n._(message));
    const texts = options.filter(({ value }) => chosen.includes(value)).map(({ text }) => text);
    return texts.length > 0 ? new Intl.ListFormat(i18n.locale, { type: 'unit', style: 'short' }).format(texts) : t`All`;
  }
  const from = min === undefined ? '' : number(min);
  const to = max === undefined ? '' : number(max);
  if (max === undefined) return t`at least ${from}`;
  return min === undefined ? t`at most ${to}` : t`${from} to ${to}`;
}

const button = {
  border: 'none',
  background: 'none',
  color: 'inherit',
  font: 'inherit',
  cursor: 'pointer',
  borderRadius: tokens.borderRadiusCircular,
  ':focus-visible': { outline: `2px solid ${tokens.colorStrokeFocus2}` },
} as const;

const useStyles = makeStyles({
  pill: {
    display: 'inline-flex',
    alignItems: 'center',
    maxWidth: '100%',
    minHeight: '28px',
    border: `1px solid ${tokens.colorNeutralStroke1}`,
    borderRadius: tokens.borderRadiusCircular,
    backgroundColor: tokens.colorNeutralBackground1,
    color: tokens.colorNeutralForeground1,
    ':hover': { backgroundColor: tokens.colorNeutralBackground1Hover },
  },
  open: {
    ...button,
    minHeight: '26px',
    minWidth: 0,
    overflow: 'hidden',
    textOverflow: 'ellipsis',
    whiteSpace: 'nowrap',
    padding: `0 ${tokens.spacingHorizontalM}`,
  },
  value: { fontWeight: tokens.fontWeightSemibold },
  remove: {
    ...button,
    display: 'inline-flex',
    padding: '5px',
    marginRight: '2px',
    marginLeft: '-8px',
    fontSize: '14px',
  },
});
