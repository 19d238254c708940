import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readCamt } from '../../src/bank/camt/read-camt.ts';
import { bankProblemSentence } from '../../src/http/present/bank-file-sentences.ts';
import { aCredit, camtFile, type TestStatement } from '../support/bank-files.ts';

const bytesOf = (text: string) => new TextEncoder().encode(text);

function read(text: string | Uint8Array) {
  const found = readCamt(typeof text === 'string' ? bytesOf(text) : text, 'bank.xml');
  if (!found.ok) throw new Error(JSON.stringify(found.error));
  return found.value;
}

function refusal(text: string | Uint8Array) {
  const found = readCamt(typeof text === 'string' ? bytesOf(text) : text, 'bank.xml');
  if (found.ok) throw new Error('it was read');
  return found.error;
}

const transactionsOf = (statement: TestStatement) => read(camtFile(statement)).statements[0]?.transactions ?? [];

describe('a bank statement', () => {
  it.each(['02', '03', '04', '05', '06', '07', '08', '09', '10', '11', '12', '13'])(
    'of version 001.%s says what was booked',
    (version) => {
      const part = { reference: '1234566', endToEndId: 'E2E-1', text: 'Thanks', payer: 'Fjord Labs AS' };
      const entry = aCredit('1250.50', part, { bankReference: 'B-1' });
      for (const kind of ['053', '054'] as const) {
        const found = read(camtFile({ kind, version, id: 'S-1', entries: [entry] }));
        expect(found).toMatchObject({ message: `camt.${kind}`, version: `001.${version}` });
        expect(found.statements).toEqual([
          {
            statementId: 'S-1',
            account: 'NO9386011117947',
            currency: 'NOK',
            transactions: [
              {
                direction: 'credit',
                isReversal: false,
                currency: 'NOK',
                amountMinor: 1250_50n,
                bookedOn: '2026-11-24',
                valueOn: '2026-11-24',
                entryReference: 'B-1',
                endToEndId: 'E2E-1',
                references: [{ text: '1234566' }],
                remittance: 'Thanks',
                counterpartyName: 'Fjord Labs AS',
                code: 'PMNT/RCDT/ESCT',
                partCount: 1,
              },
            ],
            leftOut: { notBooked: 0, zero: 0 },
          },
        ]);
      }
    },
  );

  it('is the same whatever prefix its elements have', () => {
    const entry = aCredit('10.00', { reference: '1234566' });
    const plain = camtFile({ entries: [entry] });
    const prefixed = plain.replaceAll(/<(\/?)([A-Z])/g, '<$1c:$2').replace('xmlns=', 'xmlns:c=');
    expect(read(prefixed)).toEqual(read(plain));
  });

  it('leaves out what is not booked and what is of nothing, and counts it', () => {
    const entries = [
      aCredit('1.00', {}, { status: 'PDNG' }),
      aCredit('2.00', {}, { status: 'INFO' }),
      aCredit('0.00'),
      aCredit('3.00'),
    ];
    expect(read(camtFile({ entries })).statements[0]).toMatchObject({
      transactions: [{ amountMinor: 300n }],
      leftOut: { notBooked: 2, zero: 1 },
    });
  });

  it('is told by its opening balance, its entries and its closing balance, which must agree', () => {
    const entries = [
      aCredit('250.00'),
      aCredit('100.00', {}, { direction: 'DBIT' }),
      aCredit('9.00', {}, { status: 'PDNG' }),
    ];
    expect(read(camtFile({ opening: '-50.00', closing: '100.00', entries })).statements[0]).toMatchObject({
      openingMinor: -50_00n,
      closingMinor: 100_00n,
    });
    const text = camtFile({ opening: '-50.00', closing: '101.00', entries });
    const line = text.split('\n').findIndex((each) => each.includes('CLBD')) + 1;
    const [problem] = refusal(text);
    expect(problem).toMatchObject({ rule: 'balance-mismatch', line, path: '/Document/BkToCstmrStmt/Stmt/Bal[2]' });
    for (const figure of ['-50.00 NOK', '150.00 NOK', '100.00 NOK', '101.00 NOK'])
      expect(problem?.message).toContain(figure);
  });

  it('of several pages is not summed up page by page', () => {
    const text = camtFile({ opening: '1.00', closing: '9.00', entries: [aCredit('1.00')] });
    const page = text.replace(
      '</Id>\n<CreDtTm>',
      '</Id><StmtPgntn><PgNb>1</PgNb><LastPgInd>false</LastPgInd></StmtPgntn>\n<CreDtTm>',
    );
    expect(read(page).statements[0]?.transactions).toHaveLength(1);
  });
});

describe('an entry of several parts', () => {
  const parts = [
    { amount: '10.00', reference: '1234566', bankReference: 'P-1' },
    { amount: '20.50', reference: '2345676', bankReference: 'P-2' },
  ];

  it('is its parts when they add up to it', () => {
    expect(transactionsOf({ entries: [aCredit('30.50', {}, { parts, bankReference: 'B' })] })).toMatchObject([
      { amountMinor: 10_00n, entryReference: 'B', partReference: 'P-1', references: [{ text: '1234566' }] },
      { amountMinor: 20_50n, entryReference: 'B', partReference: 'P-2', references: [{ text: '2345676' }] },
    ]);
  });

  it.each([
    ['do not add up to it', '30.51', parts],
    ['do not say what they are worth', '30.50', parts.map(({ reference }) => ({ reference }))],
  ])('is one with all references when they %s', (_, amount, given) => {
    expect(transactionsOf({ entries: [aCredit(amount, {}, { parts: given })] })).toMatchObject([
      { partCount: 2, references: [{ text: '1234566' }, { text: '2345676' }] },
    ]);
  });
});

describe('the details', () => {
  it('of a reversal name whose payment is taken back', () => {
    const entry = aCredit('10.00', { payer: 'Fjord Labs AS' }, { direction: 'DBIT', isReversal: true });
    expect(transactionsOf({ entries: [entry] })).toMatchObject([
      { direction: 'debit', isReversal: true, counterpartyName: 'Fjord Labs AS' },
    ]);
  });

  it('say what was sent in another currency, and at which rate', () => {
    const more =
      '<AmtDtls><InstdAmt><Amt Ccy="EUR">100.00</Amt></InstdAmt><TxAmt><Amt Ccy="NOK">1150.00</Amt><CcyXchg><XchgRate>11.5</XchgRate></CcyXchg></TxAmt></AmtDtls>';
    expect(transactionsOf({ entries: [aCredit('1150.00', { more })] })).toMatchObject([
      { currency: 'NOK', amountMinor: 1150_00n, original: { currency: 'EUR', amount: '100.00', rate: '11.5' } },
    ]);
  });

  it('have several references, each with its share', () => {
    const strd = (nb: string, amount: string) =>
      `<Strd><RfrdDocInf><Nb>${nb}</Nb></RfrdDocInf><RfrdDocAmt><RmtdAmt Ccy="NOK">${amount}</RmtdAmt></RfrdDocAmt></Strd>`;
    const text = camtFile({ entries: [aCredit('30.00', { reference: 'X' })] }).replace(
      /<Strd>.*<\/Strd>/,
      strd('G1', '10.00') + strd('G2', '20.00'),
    );
    expect(read(text).statements[0]?.transactions[0]?.references).toEqual([
      { text: 'G1', amountMinor: 10_00n },
      { text: 'G2', amountMinor: 20_00n },
    ]);
  });

  it.each(['NOTPROVIDED', 'NONREF', ' '])('say nothing where the bank writes %j', (word) => {
    const [found] = transactionsOf({ entries: [aCredit('1.00', { endToEndId: word }, { bankReference: word })] });
    expect(found).not.toHaveProperty('endToEndId');
    expect(found).not.toHaveProperty('entryReference');
  });
});

describe('amounts', () => {
  it.each([
    ['12.34', 'NOK', 12_34n],
    ['12.34000', 'NOK', 12_34n],
    ['12', 'JPY', 12n],
    ['12.000', 'JPY', 12n],
    ['1.234', 'KWD', 1234n],
    ['.5', 'EUR', 50n],
    ['7.', 'EUR', 700n],
  ])('%s %s are exact', (amount, currency, minor) => {
    expect(transactionsOf({ currency, entries: [aCredit(amount)] })).toMatchObject([{ currency, amountMinor: minor }]);
  });

  it.each([
    ['12.34567', 'NOK', 'too-many-decimals', '2 decimals'],
    ['12.5', 'JPY', 'too-many-decimals', 'no decimals'],
    ['-1.00', 'NOK', 'not-an-amount', '"-1.00"'],
    ['1,000.00', 'NOK', 'not-an-amount', '"1,000.00"'],
    ['1e3', 'NOK', 'not-an-amount', '"1e3"'],
    ['', 'NOK', 'not-an-amount', '""'],
    ['10000000000000.00', 'NOK', 'amount-too-large', '10000000000000 NOK'],
    ['1.00', 'NKR', 'currency-unknown', '"NKR"'],
  ])('%s %s is refused as %s', (amount, currency, rule, words) => {
    const text = camtFile({ entries: [aCredit(amount, {}, { currency })] });
    const line = text.split('\n').findIndex((each) => each.startsWith('<Amt Ccy')) + 1;
    const [problem] = refusal(text);
    expect(problem).toMatchObject({ rule, line, column: 1, path: '/Document/BkToCstmrStmt/Stmt/Ntry/Amt' });
    expect(problem?.message).toContain(words);
  });
});

describe('a wrong file', () => {
  const good = camtFile({ entries: [aCredit('1.00'), aCredit('2.00')] });

  it.each([
    ['<CdtDbtInd>CRDT</CdtDbtInd>', '', 'missing-element', '/Document/BkToCstmrStmt/Stmt/Ntry[1]/CdtDbtInd'],
    ['<CdtDbtInd>CRDT', '<CdtDbtInd>PLUS', 'code-unknown', '/Document/BkToCstmrStmt/Stmt/Ntry[1]/CdtDbtInd'],
    ['<Sts>BOOK</Sts>', '', 'missing-element', '/Document/BkToCstmrStmt/Stmt/Ntry[1]/Sts'],
    ['2026-11-24', '2026-02-30', 'not-a-date', '/Document/BkToCstmrStmt/Stmt/Ntry[1]/BookgDt/Dt'],
    [/<Acct>.*<\/Acct>/, '', 'missing-element', '/Document/BkToCstmrStmt/Stmt/Acct'],
    [/<IBAN>.*<\/IBAN>/, '', 'missing-element', '/Document/BkToCstmrStmt/Stmt/Acct/Id/IBAN'],
    [/<MsgId>.*<\/MsgId>/, '', 'missing-element', '/Document/BkToCstmrStmt/GrpHdr/MsgId'],
  ])('without %s is refused whole', (from, to, rule, path) => {
    expect(refusal(good.replace(from, to))).toMatchObject([{ rule, path, fileName: 'bank.xml' }]);
  });

  it('tells all that is wrong at once, in the order of the file', () => {
    const text = good.replace('>1.00<', '>x<').replace('>2.00<', '>y<');
    expect(refusal(text).map(({ path }) => path)).toEqual([
      '/Document/BkToCstmrStmt/Stmt/Ntry[1]/Amt',
      '/Document/BkToCstmrStmt/Stmt/Ntry[2]/Amt',
    ]);
  });

  it.each([
    ['camt.053.001.01', 'camt-version', '001.01'],
    ['camt.053.001.14', 'camt-version', '001.14'],
    ['camt.052.001.08', 'camt-intraday', 'camt.053'],
    ['pain.001.001.09', 'not-camt', 'pain.001.001.09'],
  ])('of %s is refused as %s', (message, rule, words) => {
    const [problem] = refusal(good.replace('camt.053.001.02', message));
    expect(problem).toMatchObject({ rule });
    expect(problem?.message).toContain(words);
  });

  it.each([
    ['an invoice', '<Invoice xmlns="urn:oasis:names:specification:ubl:schema:xsd:Invoice-2"/>', 'not-camt'],
    ['an envelope', `<x:Envelope xmlns:x="urn:e">${good.replace(/<\?.*\?>/, '')}</x:Envelope>`, 'not-camt'],
    ['another message with the body of none', good.replaceAll('BkToCstmrStmt', 'BkToCstmrAcctRpt'), 'missing-element'],
    ['a name in a comment only', '<!-- x="urn:iso:std:iso:20022:tech:xsd:camt.053.001.02" --><a/>', 'not-camt'],
    ['nothing', '', 'empty-file'],
    ['text', ':20:MT940', 'xml-not-well-formed'],
  ])('that is %s is refused as %s', (_, text, rule) => {
    expect(refusal(text)).toMatchObject([{ rule }]);
  });
});

describe('a hostile file', () => {
  const good = camtFile({ entries: [aCredit('1.00')] });

  it('with a billion laughs is refused for its DOCTYPE', () => {
    const text = good.replace('<Document', '<!DOCTYPE Document [<!ENTITY a "ha"><!ENTITY b "&a;&a;">]>\n<Document');
    expect(refusal(text)).toMatchObject([{ rule: 'xml-doctype', line: 2 }]);
  });

  it('is bounded in depth and in elements', () => {
    const inside = (xml: string) => good.replace('</Acct>', `</Acct>${xml}`);
    expect(refusal(inside('<x>'.repeat(1000)))).toMatchObject([{ rule: 'xml-too-deep' }]);
    expect(refusal(inside('<x/>'.repeat(700_000)))).toMatchObject([{ rule: 'xml-too-many-elements' }]);
  });

  it.each([0.1, 0.5, 0.9])('cut off at %s of its length is refused at its end', (share) => {
    const text = good.slice(0, Math.floor(good.length * share));
    expect(refusal(text)).toMatchObject([{ rule: 'xml-not-well-formed', line: text.split('\n').length }]);
  });

  it('in an encoding that it does not have, or that is not read, is refused by name', () => {
    const latin = Buffer.from(good.replace('MSG', 'MSG-ø'), 'latin1');
    expect(refusal(latin)).toMatchObject([{ rule: 'encoding-broken', line: 4 }]);
    expect(refusal(good.replace('UTF-8', 'EBCDIC-CP-NO'))).toMatchObject([{ rule: 'encoding-unknown' }]);
  });

  it('above 20 MiB is refused unread', () => {
    expect(refusal(new Uint8Array(21 * 1024 * 1024))).toMatchObject([{ rule: 'file-too-large' }]);
  });
});

describe('any file at all', () => {
  it('is read or refused with its places, and never more than that', () => {
    const good = camtFile({ opening: '0.00', closing: '3.00', entries: [aCredit('1.00'), aCredit('2.00')] });
    const cut = fc.record({ at: fc.nat(good.length), length: fc.nat(80), put: fc.string({ maxLength: 12 }) });
    fc.assert(
      fc.property(fc.array(cut, { minLength: 1, maxLength: 4 }), (cuts) => {
        const text = cuts.reduce((all, { at, length, put }) => all.slice(0, at) + put + all.slice(at + length), good);
        const found = readCamt(bytesOf(text), 'bank.xml');
        if (found.ok) return;
        expect(found.error.length).toBeGreaterThan(0);
        for (const { line, column, message } of found.error) {
          expect(line).toBeGreaterThan(0);
          expect(column).toBeGreaterThan(0);
          expect(message).toMatch(/\.$/);
        }
      }),
    );
  });

  it('is told about in Norwegian too where it is no bank file at all', () => {
    const told = (file: string | Uint8Array) => refusal(file).map((each) => bankProblemSentence(each, 'nb-NO'));
    expect(told(new Uint8Array())).toEqual(['Filen er tom.']);
    expect(told(Uint8Array.of(137, 80, 78, 71))).toEqual([
      'Tegnene her passer ikke med tegnkodingen. Lagre filen i tegnkodingen som den oppgir.',
    ]);
    expect(told('<a><b></a>').join(' ')).toMatch(/^XML-en er ødelagt her\./);
  });

  it('is told about in Norwegian too, with the same figures', () => {
    const wrong = (text: string) => refusal(text).map((each) => bankProblemSentence(each, 'nb-NO'));
    const file = (amount: string) => camtFile({ opening: '1.00', closing: '9.00', entries: [aCredit(amount)] });
    expect(wrong(file('2.00'))).toEqual([
      'Inngående saldo 1.00 NOK og 1 bokført post på 2.00 NOK blir til sammen 3.00 NOK, men utgående saldo er 9.00 NOK. Be banken om hele kontoutskriften.',
    ]);
    for (const text of [
      file('x'),
      file('1.234'),
      file('99999999999999.00'),
      file('8.00').replace('"NOK">8', '"NKR">8'),
      file('8.00').replaceAll('2026-11-24', '2026-13-24'),
      file('8.00').replace('CRDT</CdtDbtInd>\n', 'PLUS</CdtDbtInd>\n'),
      file('8.00').replace(/<Acct>.*<\/Acct>/, ''),
      file('8.00').replace('001.02', '001.99'),
      file('8.00').replace('camt.053', 'camt.052'),
      '<a/>',
    ]) {
      const english = refusal(text).map(({ message }) => message);
      for (const [index, sentence] of wrong(text).entries()) expect(sentence).not.toBe(english[index]);
    }
  });
});

describe('a large statement', () => {
  it('of five thousand entries is read', () => {
    const entries = Array.from({ length: 5000 }, () => aCredit('1.00', { reference: '1234566' }));
    const found = read(camtFile({ opening: '0.00', closing: '5000.00', entries }));
    expect(found.statements[0]?.transactions).toHaveLength(5000);
  });
});
