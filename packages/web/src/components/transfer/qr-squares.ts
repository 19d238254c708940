import encodeQR from 'qr';

/** Four squares of white around the code (ISO/IEC 18004); without them a scanner does not find it on a dark page. */
export const QUIET_ZONE = 4;
/** Of the width of the printed code: 7 mm of 46 mm (Swiss Implementation Guidelines QR-bill, 6.4). */
const SWISS_CROSS = 7 / 46;

/** A rectangle in the units of the code's squares. */
export interface Rectangle {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
  readonly isDark: boolean;
}

/** Dark squares row by row, the quiet zone among them. Banks' standards ask for error correction level M. */
export function squaresOf(payload: string): boolean[][] {
  return encodeQR(payload, 'raw', { ecc: 'medium', border: QUIET_ZONE });
}

/** The Swiss cross that lies over the middle of a QR-bill's code, from the bottom up. */
export function swissCross(size: number): Rectangle[] {
  const side = (size - 2 * QUIET_ZONE) * SWISS_CROSS;
  const bar = side * 0.6;
  const thickness = side * 0.19;
  const inTheMiddle = (width: number, height: number, isDark: boolean): Rectangle => ({
    x: (size - width) / 2,
    y: (size - height) / 2,
    width,
    height,
    isDark,
  });
  return [
    inTheMiddle(side * 1.12, side * 1.12, false),
    inTheMiddle(side, side, true),
    inTheMiddle(bar, thickness, false),
    inTheMiddle(thickness, bar, false),
  ];
}
