import { mergeClasses } from '@fluentui/react-components';
import { BookQuestionMarkRegular } from '@fluentui/react-icons/svg/book-question-mark';
import { DocumentRegular } from '@fluentui/react-icons/svg/document';
import { MoneyCalculatorRegular } from '@fluentui/react-icons/svg/money-calculator';
import { OrganizationRegular } from '@fluentui/react-icons/svg/organization';
import { ReceiptRegular } from '@fluentui/react-icons/svg/receipt';
import { Trans, useLingui } from '@lingui/react/macro';
import { useRouter } from '@tanstack/react-router';
import { type ReactElement, type Ref, useEffect, useImperativeHandle, useState } from 'react';
import { type SearchOption, useSearchOptions } from '../search/use-search-options.ts';
import { focusTitleIfLost } from './focus-title.ts';
import { useSearchListStyles } from './search-list.styles.ts';
import { useCurrentScope } from './use-scope.ts';

export type SearchListHandle = {
  /** Answers a key of the search box; true when it did. */
  readonly onKey: (key: string) => boolean;
};

type SearchListProps = {
  readonly ref: Ref<SearchListHandle>;
  readonly id: string;
  readonly query: string;
  /** Enter was pressed before there was anything to choose: the first result is opened when it comes. */
  readonly isEnterWaiting: boolean;
  readonly onActive: (optionId: string | undefined) => void;
  readonly onFollow: () => void;
};

const ICONS: Readonly<Record<SearchOption['kind'], ReactElement>> = {
  service: <MoneyCalculatorRegular />,
  page: <DocumentRegular />,
  help: <BookQuestionMarkRegular />,
  invoice: <ReceiptRegular />,
  billingProfile: <OrganizationRegular />,
  billingAccount: <OrganizationRegular />,
};

/** The list under the search box (the listbox of a combobox): the focus stays in the box. */
export function SearchList({ ref, id, query, isEnterWaiting, onActive, onFollow }: SearchListProps) {
  const styles = useSearchListStyles();
  const { t } = useLingui();
  const router = useRouter();
  const { groups, options, isSettled } = useSearchOptions(query, useCurrentScope());
  const [position, setPosition] = useState(0);
  const active = query.trim() === '' && position === 0 ? undefined : options[Math.min(position, options.length - 1)];
  const follow = (option: SearchOption) => {
    // A page that is open already keeps its title, and nothing else would take the focus from the box.
    void router.navigate({ href: option.to }).then(focusTitleIfLost);
    onFollow();
  };
  useEffect(() => setPosition(0), [query]);
  useEffect(() => onActive(active === undefined ? undefined : `${id}-${active.key}`), [active, id, onActive]);
  useEffect(() => {
    const first = options[0];
    if (isEnterWaiting && isSettled && first !== undefined) follow(first);
  });
  useImperativeHandle(ref, () => ({
    onKey: (key) => {
      if (key === 'Enter' && active !== undefined) follow(active);
      else if (key === 'ArrowDown') setPosition(active === undefined ? 0 : (position + 1) % options.length);
      else if (key === 'ArrowUp') setPosition((position - 1 + options.length) % options.length);
      else return false;
      return true;
    },
  }));
  const isNothing = options.length === 0 && isSettled;
  return (
    // A press of the mouse must not take the focus out of the box.
    <div className={styles.list} onMouseDown={(event) => event.preventDefault()}>
      <div id={id} role="listbox" aria-label={t`Search results`}>
        {groups.map(({ label, options: members }) => (
          <div key={label} role="group" aria-label={label}>
            <div className={styles.group} role="presentation">
              {label}
            </div>
            {members.map((option) => (
              <Option
                key={option.key}
                id={`${id}-${option.key}`}
                option={option}
                isActive={option === active}
                onChoose={follow}
              />
            ))}
          </div>
        ))}
      </div>
      {isNothing && <Nothing />}
    </div>
  );
}

function Nothing() {
  const styles = useSearchListStyles();
  return (
    <p className={styles.nothing} role="status">
      <Trans>No results. Search for an invoice number, a page or a billing profile.</Trans>
    </p>
  );
}

type OptionProps = {
  readonly id: string;
  readonly option: SearchOption;
  readonly isActive: boolean;
  readonly onChoose: (option: SearchOption) => void;
};

function Option({ id, option, isActive, onChoose }: OptionProps) {
  const styles = useSearchListStyles();
  return (
    // The keyboard reaches options through the box: aria-activedescendant.
    <div
      id={id}
      role="option"
      aria-selected={isActive}
      className={mergeClasses(styles.option, isActive && styles.optionActive)}
      onClick={() => onChoose(option)}
    >
      <span className={styles.optionIcon} aria-hidden="true">
        {ICONS[option.kind]}
      </span>
      <span className={styles.optionWords}>
        <span className={styles.optionText}>{option.text}</span>
        {option.note !== undefined && <span className={styles.optionNote}>{option.note}</span>}
      </span>
    </div>
  );
}
