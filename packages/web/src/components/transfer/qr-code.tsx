import { makeStyles, tokens } from '@fluentui/react-components';
import { useLingui } from '@lingui/react/macro';
import { useMemo } from 'react';
import { squaresOf, swissCross } from './qr-squares.ts';
import { pathOf, type TransferQr } from './transfer-facts.ts';

/** A payment as a QR code that banks' apps scan: on white in every theme. */
export function QrCode({ kind, payload }: TransferQr) {
  const styles = useStyles();
  const { t } = useLingui();
  const squares = useMemo(() => squaresOf(payload), [payload]);
  const size = squares.length;
  const label = kind === 'Swiss' ? t`Swiss QR code with these payment details` : t`QR code with these payment details`;
  return (
    <figure className={styles.figure}>
      <svg
        role="img"
        aria-label={label}
        viewBox={`0 0 ${size} ${size}`}
        shapeRendering="crispEdges"
        className={styles.code}
      >
        <rect width={size} height={size} fill="#fff" />
        <path d={pathOf(squares)} fill="#000" />
        {kind === 'Swiss' &&
          swissCross(size).map(({ isDark, ...place }, index) => (
            <rect key={index} {...place} fill={isDark ? '#000' : '#fff'} />
          ))}
      </svg>
      <figcaption className={styles.caption}>
        {kind === 'Swiss' ? t`Scan it with your Swiss bank's app.` : t`Scan it with your bank's app.`}
      </figcaption>
    </figure>
  );
}

const useStyles = makeStyles({
  figure: {
    display: 'flex',
    flexDirection: 'column',
    alignItems: 'center',
    rowGap: tokens.spacingVerticalXS,
    margin: 0,
  },
  code: { width: '184px', height: '184px', borderRadius: tokens.borderRadiusMedium, forcedColorAdjust: 'none' },
  caption: {
    maxWidth: '184px',
    color: tokens.colorNeutralForeground3,
    fontSize: tokens.fontSizeBase200,
    textAlign: 'center',
  },
});
