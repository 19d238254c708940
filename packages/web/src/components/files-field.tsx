import { Button, Field, makeStyles, tokens } from '@fluentui/react-components';
import { DocumentAddRegular } from '@fluentui/react-icons/svg/document-add';
import { useLingui } from '@lingui/react/macro';
import { type DragEvent, useRef } from 'react';

interface FilesFieldProps {
  readonly label: string;
  readonly hint?: string;
  /** As of `<input type="file">`. */
  readonly accept: string;
  readonly files: readonly { readonly name: string }[];
  readonly onChoose: (files: readonly File[]) => void;
  readonly isMultiple?: boolean;
}

/** Files from the reader's machine: chosen, or dropped here. A browser's own field is neither in their language nor in the theme. */
export function FilesField({ label, hint, accept, files, onChoose, isMultiple = false }: FilesFieldProps) {
  const styles = useStyles();
  const { t } = useLingui();
  const input = useRef<HTMLInputElement>(null);
  const take = (list: FileList | null) => {
    const chosen = [...(list ?? [])];
    if (chosen.length > 0) onChoose(isMultiple ? chosen : chosen.slice(0, 1));
  };
  const drop = (event: DragEvent) => {
    event.preventDefault();
    take(event.dataTransfer.files);
  };
  return (
    <Field label={label} {...(hint === undefined ? {} : { hint })}>
      {/* Dropping is a shorter way to the same; the button is the way for everybody. */}
      <div className={styles.area} role="presentation" onDragOver={(event) => event.preventDefault()} onDrop={drop}>
        <Button icon={<DocumentAddRegular />} onClick={() => input.current?.click()}>
          {isMultiple ? t`Choose files` : t`Choose a file`}
        </Button>
        <input
          ref={input}
          type="file"
          hidden
          multiple={isMultiple}
          accept={accept}
          aria-label={label}
          onChange={({ currentTarget }) => {
            take(currentTarget.files);
            currentTarget.value = '';
          }}
        />
        <ul className={styles.names}>
          {files.map(({ name }) => (
            <li key={name}>{name}</li>
          ))}
        </ul>
      </div>
    </Field>
  );
}

const useStyles = makeStyles({
  area: {
    display: 'flex',
    flexDirection: 'column',
    alignItems: 'flex-start',
    rowGap: tokens.spacingVerticalS,
    padding: tokens.spacingHorizontalM,
    border: `1px dashed ${tokens.colorNeutralStrokeAccessible}`,
    borderRadius: tokens.borderRadiusMedium,
  },
  names: { listStyleType: 'none', margin: 0, padding: 0, overflowWrap: 'anywhere', ':empty': { display: 'none' } },
});
