import { readFileSync } from 'node:fs';
import { assert } from '@betalt/core/shared/assert.ts';
import { describe, expect, it } from 'vitest';
import { readInvoiceFile } from '../../src/einvoice/read-invoice-file.ts';

describe('the example invoice of the README', () => {
  it('breaks no rule, and is the one that the tour pays', () => {
    const bytes = readFileSync(new URL('../../../../docs/operating/example-invoice.xml', import.meta.url));
    const read = readInvoiceFile(bytes, 'example-invoice.xml');
    assert(read.ok, `refused: ${JSON.stringify(read.ok ? null : read.error)}`);
    expect(read.value.document).toMatchObject({ number: 'EXAMPLE-1', currency: 'NOK' });
  });
});
