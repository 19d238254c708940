import { makeStyles, tokens } from '@fluentui/react-components';
import { useLingui } from '@lingui/react/macro';
import encodeQR from 'qr';
import { useMemo } from 'react';
import { pathOf, type TransferQr } from './transfer-facts.ts';

/** Four squares of white around the code (ISO/IEC 18004); without them a scanner does not find it on a dark page. */
const QUIET_ZONE = 4;
/** Of the width of the printed code: 7 mm of 46 mm (Swiss Implementation Guidelines QR-bill, 6.4). */
const SWISS_CROSS = 7 / 46;

/** A payment as a QR code that banks' apps scan. Both standards ask for error correction level M. */
export function QrCode({ kind, payload }: TransferQr) {
  const styles = useStyles();
  const { t } = useLingui();
  const squares = useMemo(() => encodeQR(payload, 'raw', { ecc: 'medium', border: QUIET_ZONE }), [payload]);
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
        {kind === 'Swiss' && <SwissCross of={size - 2 * QUIET_ZONE} middle={size / 2} />}
      </svg>
      <figcaption className={styles.caption}>
        {kind === 'Swiss' ? t`Scan it with your Swiss bank's app.` : t`Scan it with your bank's app.`}
      </figcaption>
    </figure>
  );
}

function SwissCross({ of, middle }: { of: number; middle: number }) {
  const side = of * SWISS_CROSS;
  const bar = side * 0.6;
  const thickness = side * 0.19;
  const square = (width: number, height: number) => ({
    x: middle - width / 2,
    y: middle - height / 2,
    width,
    height,
  });
  return (
    <>
      <rect {...square(side * 1.12, side * 1.12)} fill="#fff" />
      <rect {...square(side, side)} fill="#000" />
      <rect {...square(bar, thickness)} fill="#fff" />
      <rect {...square(thickness, bar)} fill="#fff" />
    </>
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
