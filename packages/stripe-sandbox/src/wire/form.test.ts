import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type FormValue, parseForm } from './form.ts';

describe('parseForm', () => {
  it('reads brackets as objects, and numbered or empty ones as lists', () => {
    expect(plain(parseForm('a=1&b[c]=2&b[d][e]=3&f[]=x&f[]=y&g[0]=p&g[1]=q'))).toEqual({
      a: '1',
      b: { c: '2', d: { e: '3' } },
      f: ['x', 'y'],
      g: ['p', 'q'],
    });
  });

  it('gives an empty form for an empty text', () => {
    expect(plain(parseForm(''))).toEqual({});
  });

  it('gives nobody a prototype', () => {
    const form = parseForm('__proto__[x]=1&constructor=2');
    expect(Object.getPrototypeOf(form)).toBeNull();
    expect(Object.keys(form)).toEqual(['__proto__', 'constructor']);
  });

  it('refuses nesting deeper than eight and more than 2,000 fields', () => {
    expect(() => parseForm(`a${'[b]'.repeat(8)}=1`)).toThrow(RangeError);
    expect(() => parseForm('a=1&'.repeat(2_001))).toThrow(RangeError);
  });

  it('reads back every flat form that was written', () => {
    const name = fc.stringMatching(/^[a-z_]{1,8}$/);
    fc.assert(
      fc.property(fc.dictionary(name, fc.string()), (form) => {
        expect(plain(parseForm(new URLSearchParams(form).toString()))).toEqual({ ...form });
      }),
    );
  });

  it('never throws anything but a RangeError, whatever the text', () => {
    fc.assert(
      fc.property(fc.string(), (text) => {
        try {
          parseForm(text);
        } catch (error) {
          expect(error).toBeInstanceOf(RangeError);
        }
      }),
    );
  });
});

function plain(value: FormValue): unknown {
  return JSON.parse(JSON.stringify(value));
}
