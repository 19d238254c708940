import { Checkbox, makeStyles, Popover, PopoverSurface, Radio, RadioGroup, tokens } from '@fluentui/react-components';
import { useLingui } from '@lingui/react/macro';
import { AmountEditor } from './amount-editor.tsx';
import {
  chosenIn,
  FILTER_LABELS,
  type FilterKey,
  optionsOf,
  type ProfileOptions,
  withChoice,
} from './invoice-filters.ts';
import type { InvoiceListSearch } from './invoice-list-search.ts';

interface FilterEditorProps {
  readonly of: FilterKey;
  readonly anchor: HTMLElement;
  readonly search: InvoiceListSearch;
  readonly profiles: ProfileOptions;
  readonly onChange: (search: InvoiceListSearch) => void;
  readonly onClose: () => void;
}

/** Changes one filter; choices count at once, an amount when it is applied. */
export function FilterEditor({ of, anchor, search, profiles, onChange, onClose }: FilterEditorProps) {
  const { i18n } = useLingui();
  const close = () => {
    anchor.focus();
    onClose();
  };
  const apply = (changed: InvoiceListSearch) => {
    onChange(changed);
    close();
  };
  return (
    <Popover
      open
      trapFocus
      positioning={{ target: anchor, position: 'below', align: 'start' }}
      onOpenChange={(_, { open }) => !open && close()}
    >
      <PopoverSurface aria-label={i18n._(FILTER_LABELS[of])}>
        {of === 'amount' ? (
          <AmountEditor search={search} onApply={apply} />
        ) : (
          <ChoiceEditor of={of} search={search} profiles={profiles} onChange={onChange} />
        )}
      </PopoverSurface>
    </Popover>
  );
}

type ChoiceEditorProps = Pick<FilterEditorProps, 'search' | 'profiles' | 'onChange'> & {
  readonly of: Exclude<FilterKey, 'amount'>;
};

function ChoiceEditor({ of, search, profiles, onChange }: ChoiceEditorProps) {
  const styles = useStyles();
  const { i18n } = useLingui();
  const options = optionsOf(of, profiles, (message) => i18n._(message));
  const chosen = chosenIn(of, search);
  const label = i18n._(FILTER_LABELS[of]);
  if (of === 'timespan') {
    return (
      <RadioGroup
        aria-label={label}
        value={search.timespan}
        onChange={(_, { value }) => onChange(withChoice(search, of, [value]))}
      >
        {options.map(({ value, text }) => (
          <Radio key={value} value={value} label={text} />
        ))}
      </RadioGroup>
    );
  }
  const toggle = (value: string, isChosen: boolean) =>
    onChange(withChoice(search, of, isChosen ? [...chosen, value] : chosen.filter((other) => other !== value)));
  return (
    <fieldset className={styles.choices}>
      <legend className={styles.legend}>{label}</legend>
      {options.map(({ value, text }) => (
        <Checkbox
          key={value}
          label={text}
          checked={chosen.includes(value)}
          onChange={(_, { checked }) => toggle(value, checked === true)}
        />
      ))}
    </fieldset>
  );
}

const useStyles = makeStyles({
  choices: { display: 'flex', flexDirection: 'column', margin: 0, padding: 0, border: 'none', minWidth: '180px' },
  legend: { padding: 0, fontWeight: tokens.fontWeightSemibold },
});
