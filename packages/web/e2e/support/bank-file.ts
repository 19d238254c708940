import { randomUUID } from 'node:crypto';

/** Money that came to the issuer's account. */
export interface BankCredit {
  /** As the bank writes it. */
  readonly amount: string;
  readonly payer: string;
  /** A KID, or none. */
  readonly reference?: string;
}

/** A statement of today (camt.053.001.02) with these credits, each with references of its own. */
export function bankFile(credits: readonly BankCredit[]): string {
  const id = randomUUID().slice(0, 8);
  const today = new Date().toISOString().slice(0, 10);
  return `<?xml version="1.0" encoding="UTF-8"?>
<Document xmlns="urn:iso:std:iso:20022:tech:xsd:camt.053.001.02">
<BkToCstmrStmt>
<GrpHdr><MsgId>M-${id}</MsgId><CreDtTm>${today}T06:00:00</CreDtTm></GrpHdr>
<Stmt>
<Id>S-${id}</Id>
<CreDtTm>${today}T06:00:00</CreDtTm>
<Acct><Id><IBAN>NO9386011117947</IBAN></Id><Ccy>NOK</Ccy></Acct>
${credits.map((credit, index) => entry(credit, `${id}-${index}`, today)).join('\n')}
</Stmt>
</BkToCstmrStmt>
</Document>
`;
}

function entry({ amount, payer, reference }: BankCredit, id: string, today: string): string {
  const structured =
    reference === undefined ? '' : `<RmtInf><Strd><CdtrRefInf><Ref>${reference}</Ref></CdtrRefInf></Strd></RmtInf>`;
  return `<Ntry>
<Amt Ccy="NOK">${amount}</Amt>
<CdtDbtInd>CRDT</CdtDbtInd>
<Sts>BOOK</Sts>
<BookgDt><Dt>${today}</Dt></BookgDt>
<AcctSvcrRef>${id}</AcctSvcrRef>
<NtryDtls><TxDtls><RltdPties><Dbtr><Nm>${payer}</Nm></Dbtr></RltdPties>${structured}</TxDtls></NtryDtls>
</Ntry>`;
}
