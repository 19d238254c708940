/** Text for one line of a QR code: without line breaks and other control characters, spaces once, cut to a length in characters. */
export function lineText(text: string, maxLength: number): string {
  const line = text.replaceAll(/[\p{Cc}\s]+/gu, ' ').trim();
  return [...line].slice(0, maxLength).join('').trim();
}
