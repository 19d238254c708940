/**
 * Chance that always falls the same: a stream of numbers below 1 from a word, by a 32-bit multiply and xor-shift mixer.
 * For the demo's amounts only; nothing secret comes from it.
 */
export function chanceOf(word: string): () => number {
  let state = 2_166_136_261;
  for (const character of word) state = Math.imul(state ^ (character.codePointAt(0) ?? 0), 16_777_619);
  return () => {
    state = (state + 0x9e_37_79_b9) | 0;
    let mixed = Math.imul(state ^ (state >>> 16), 0x21_f0_aa_ad);
    mixed = Math.imul(mixed ^ (mixed >>> 15), 0x73_5a_2d_97);
    return ((mixed ^ (mixed >>> 15)) >>> 0) / 2 ** 32;
  };
}
