import { describe, expect, it } from 'vitest';
import { createSourceFinder } from './source-finder.ts';

const norwegian = {
  pay: 'Betal nå',
  signedIn: ['Logget på som ', ['name']],
  noAccount: ['Har du ikke konto? <0>Opprett en</0>'],
  route: ['Fra ', ['to'], ' kom ', ['from']],
  plural: [['count', 'plural', { one: ['# faktura'], other: ['# fakturaer'] }]],
  bare: [['value']],
} as never;
const english = {
  pay: ['Pay now'],
  signedIn: ['Signed in as ', ['name']],
  noAccount: ['No account? <0>Create one</0>'],
  route: ['From ', ['from'], ' to ', ['to']],
  plural: [['count', 'plural', { one: ['# invoice'], other: ['# invoices'] }]],
  bare: [['value']],
} as never;

describe('createSourceFinder', () => {
  const sourceOf = createSourceFinder(norwegian, english);

  it('finds the source of a plain label', () => {
    expect(sourceOf('  Betal nå ')).toBe('Pay now');
  });

  it('carries values over, in the order of the source', () => {
    expect(sourceOf('Logget på som Ola (Fjord)')).toBe('Signed in as Ola (Fjord)');
    expect(sourceOf('Fra Oslo kom Bergen')).toBe('From Bergen to Oslo');
  });

  it('finds a sentence whose part is a link', () => {
    expect(sourceOf('Har du ikke konto? Opprett en')).toBe('No account? Create one');
  });

  it('says nothing about text that is not from the catalogue', () => {
    expect(sourceOf('Fjord Labs AS')).toBeUndefined();
    expect(sourceOf('2 fakturaer')).toBeUndefined();
  });
});
