import decodeQR from 'qr/decode.js';
import { describe, expect, it } from 'vitest';
import { squaresOf, swissCross } from './qr-squares.ts';

const EPC = [
  'BCD',
  '002',
  '1',
  'SCT',
  '',
  'Nordlys Cloud AS',
  'BE71096123456769',
  'EUR1234.50',
  '',
  'RF18539007547034',
  '',
  '',
].join('\n');
const SWISS = [
  'SPC',
  '0200',
  '1',
  'CH4431999123000889012',
  'S',
  'Nordlys Cloud AG',
  'Bahnhofstrasse',
  '1',
  '8001',
  'Zürich',
  'CH',
]
  .concat(
    Array.from({ length: 7 }, () => ''),
    ['1949.75', 'CHF'],
    Array.from({ length: 7 }, () => ''),
    ['QRR', '210000000003139471430009017', '', 'EPD'],
  )
  .join('\n');

describe('a payment as a QR code', () => {
  it('is read back by a scanner, word for word', () => {
    expect(scanned(EPC, false)).toBe(EPC);
  });

  it('is read back under the Swiss cross too', () => {
    expect(scanned(SWISS, true)).toBe(SWISS);
  });

  it('has four squares of white around it', () => {
    const squares = squaresOf(EPC);
    const edge = [...squares.slice(0, 4), ...squares.slice(-4)].flat();
    expect(edge.every((isDark) => !isDark)).toBe(true);
    expect(squares.every((row) => ![...row.slice(0, 4), ...row.slice(-4)].includes(true))).toBe(true);
  });
});

// The cross hides the alignment pattern in the middle; this scanner, simpler than a bank's, then needs a picture of some size.
const SCALE = 10;

/** What a scanner reads of the code as it is drawn. */
function scanned(payload: string, hasCross: boolean): string {
  const squares = squaresOf(payload);
  const cross = hasCross ? swissCross(squares.length) : [];
  const width = squares.length * SCALE;
  const data = new Uint8ClampedArray(width * width * 4).fill(255);
  for (let pixel = 0; pixel < width * width; pixel += 1) {
    const [x, y] = [((pixel % width) + 0.5) / SCALE, (Math.floor(pixel / width) + 0.5) / SCALE];
    const over = cross.findLast(
      (each) => x >= each.x && x < each.x + each.width && y >= each.y && y < each.y + each.height,
    );
    const isDark = over?.isDark ?? squares[Math.floor(y)]?.[Math.floor(x)] ?? false;
    data.fill(isDark ? 0 : 255, pixel * 4, pixel * 4 + 3);
  }
  return decodeQR({ width, height: width, data });
}
