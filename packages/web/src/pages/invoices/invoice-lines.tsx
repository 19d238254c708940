import type { Invoice } from '@betalt/contract/invoices/invoice.ts';
import { makeStyles, mergeClasses, tokens } from '@fluentui/react-components';
import { Trans, useLingui } from '@lingui/react/macro';
import { MoneyText } from '../../components/money-text.tsx';
import { SkeletonLines } from '../../components/skeletons.tsx';
import { type ReaderFormats, useFormats } from '../../i18n/use-formats.ts';
import { type InvoiceLine, linesBySection, type SectionLines } from './group-lines.ts';
import { InvoicePart } from './invoice-part.tsx';

/** The lines by invoice section, each section with its total. */
export function InvoiceLines({ invoice, isLoading }: { invoice: Invoice; isLoading: boolean }) {
  const styles = useStyles();
  const { t } = useLingui();
  const { lines = [] } = invoice.properties;
  const sections = linesBySection(lines);
  const hasPeriods = lines.some(({ servicePeriodStartDate }) => servicePeriodStartDate !== undefined);
  return (
    <InvoicePart title={t`Lines`}>
      {isLoading && <SkeletonLines label={t`Loading`} />}
      {!isLoading && sections.length === 0 && <Trans>This invoice has no lines.</Trans>}
      {sections.length > 0 && (
        <section className={styles.box} aria-label={t`Lines by invoice section`} tabIndex={0}>
          <table className={styles.table}>
            <thead>
              <tr>
                <th scope="col" className={styles.head}>
                  <Trans>Description</Trans>
                </th>
                {hasPeriods && (
                  <th scope="col" className={styles.head}>
                    <Trans>Period</Trans>
                  </th>
                )}
                <th scope="col" className={mergeClasses(styles.head, styles.numeric)}>
                  <Trans>Quantity</Trans>
                </th>
                <th scope="col" className={mergeClasses(styles.head, styles.numeric)}>
                  <Trans>Unit price</Trans>
                </th>
                <th scope="col" className={mergeClasses(styles.head, styles.numeric)}>
                  <Trans>Tax rate</Trans>
                </th>
                <th scope="col" className={mergeClasses(styles.head, styles.numeric)}>
                  <Trans>Net amount</Trans>
                </th>
              </tr>
            </thead>
            {sections.map((section) => (
              <SectionRows
                key={section.name}
                section={section}
                hasPeriods={hasPeriods}
                isOnly={sections.length === 1 && section.name === ''}
              />
            ))}
          </table>
        </section>
      )}
    </InvoicePart>
  );
}

interface SectionRowsProps {
  readonly section: SectionLines;
  readonly hasPeriods: boolean;
  /** Nothing to tell apart: no heading. */
  readonly isOnly: boolean;
}

function SectionRows({ section, hasPeriods, isOnly }: SectionRowsProps) {
  const styles = useStyles();
  const { t } = useLingui();
  const formats = useFormats();
  const columns = hasPeriods ? 6 : 5;
  const name = section.displayName ?? t`Without invoice section`;
  return (
    <tbody>
      {!isOnly && (
        <tr>
          <th scope="rowgroup" colSpan={columns} className={styles.section}>
            {name}
          </th>
        </tr>
      )}
      {section.lines.map((line) => (
        <LineRow key={line.lineId} line={line} hasPeriods={hasPeriods} formats={formats} />
      ))}
      <tr>
        <th scope="row" colSpan={columns - 1} className={mergeClasses(styles.cell, styles.total)}>
          {isOnly ? <Trans>Net total</Trans> : <Trans>Total of {name}</Trans>}
        </th>
        <td className={mergeClasses(styles.cell, styles.numeric, styles.total)}>
          <MoneyText amount={section.net} />
        </td>
      </tr>
    </tbody>
  );
}

interface LineRowProps {
  readonly line: InvoiceLine;
  readonly hasPeriods: boolean;
  readonly formats: ReaderFormats;
}

function LineRow({ line, hasPeriods, formats }: LineRowProps) {
  const styles = useStyles();
  const { servicePeriodStartDate: from, servicePeriodEndDate: to } = line;
  const rate = line.taxRatePercent === undefined ? '' : formats.number(Number(line.taxRatePercent));
  return (
    <tr>
      <th scope="row" className={mergeClasses(styles.cell, styles.description)}>
        {line.description}
      </th>
      {hasPeriods && (
        <td className={styles.cell}>
          {from !== undefined && to !== undefined && `${formats.date(from)} – ${formats.date(to)}`}
        </td>
      )}
      <td className={mergeClasses(styles.cell, styles.numeric)}>{formats.decimal(line.quantity)}</td>
      <td className={mergeClasses(styles.cell, styles.numeric)}>
        {line.unitPrice !== undefined && formats.decimal(line.unitPrice)}
      </td>
      <td className={mergeClasses(styles.cell, styles.numeric)}>{rate !== '' && <Trans>{rate} %</Trans>}</td>
      <td className={mergeClasses(styles.cell, styles.numeric)}>
        <MoneyText amount={line.net} />
      </td>
    </tr>
  );
}

const useStyles = makeStyles({
  box: { overflowX: 'auto', ':focus-visible': { outline: `2px solid ${tokens.colorStrokeFocus2}` } },
  table: { width: '100%', borderCollapse: 'collapse' },
  head: {
    height: '36px',
    padding: '0 12px 0 0',
    borderBottom: `1px solid ${tokens.colorNeutralStroke1}`,
    textAlign: 'start',
    fontWeight: tokens.fontWeightSemibold,
    whiteSpace: 'nowrap',
  },
  section: {
    padding: '16px 12px 6px 0',
    borderBottom: `1px solid ${tokens.colorNeutralStroke2}`,
    textAlign: 'start',
    fontWeight: tokens.fontWeightSemibold,
  },
  cell: {
    padding: '8px 12px 8px 0',
    borderBottom: `1px solid ${tokens.colorNeutralStroke3}`,
    fontWeight: tokens.fontWeightRegular,
    textAlign: 'start',
    verticalAlign: 'top',
  },
  description: { minWidth: '180px' },
  numeric: {
    textAlign: 'end',
    whiteSpace: 'nowrap',
    fontVariantNumeric: 'tabular-nums',
    paddingRight: 0,
    paddingLeft: '12px',
  },
  total: { fontWeight: tokens.fontWeightSemibold },
});
