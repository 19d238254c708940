import type { Draft, PaymentMeans } from '@betalt/core/invoices/document/invoice-document.ts';
import type { CalendarDate } from '@betalt/core/shared/calendar-date.ts';
import type { XmlElement } from '../../xml/xml-tree.ts';
import { childrenOf, collapsed, type UblSource } from './ubl-source.ts';

export function readPaymentMeans(source: UblSource, root: XmlElement): Draft<PaymentMeans>[] {
  const all = childrenOf(root, 'cac:PaymentMeans');
  checkOneOf(source, all, 'cbc:PaymentID', 'UBL-SR-44');
  checkOneOf(source, all, 'cbc:PaymentMeansCode', 'UBL-SR-47');
  return all.map((found, index) => {
    const path = `paymentMeans[${index}]`;
    source.remember(path, found);
    const code = source.element(found, 'cbc:PaymentMeansCode', `${path}.code`);
    const account = source.element(found, 'cac:PayeeFinancialAccount', `${path}.payee`);
    return {
      code: readMeansCode(source, found, `${path}.code`),
      name: code?.attributes.get('name'),
      paymentId: source.text(found, 'cbc:PaymentID', `${path}.paymentId`),
      account: source.text(found, 'cac:PayeeFinancialAccount/cbc:ID', `${path}.account`),
      accountName: source.text(account, 'cbc:Name', `${path}.accountName`),
      bic: source.text(account, 'cac:FinancialInstitutionBranch/cbc:ID', `${path}.bic`),
      mandateId: source.text(found, 'cac:PaymentMandate/cbc:ID', `${path}.mandateId`),
    };
  });
}

/**
 * An invoice has its due date at the top; a credit note, whose schema has no such element there, in the payment means,
 * and so do older invoices.
 */
export function readDueOn(source: UblSource, root: XmlElement): CalendarDate | undefined {
  const own = source.date(root, 'cbc:DueDate', 'dueOn');
  const means = childrenOf(root, 'cac:PaymentMeans').find((each) => childrenOf(each, 'cbc:PaymentDueDate').length > 0);
  if (own !== undefined || childrenOf(root, 'cbc:DueDate').length > 0 || !means) return own;
  return source.date(means, 'cbc:PaymentDueDate', 'dueOn');
}

/** UNTDID 4461, as EN 16931 admits it (BR-CL-16): 1 to 70 with a gap, and a few above. */
function readMeansCode(source: UblSource, means: XmlElement, path: string): string | undefined {
  const code = source.text(means, 'cbc:PaymentMeansCode', path);
  if (code === undefined || /^(?:[1-9]|[1-6]\d|70|7[4-8]|9[1-8]|ZZZ)$/.test(code)) return code;
  source.report('BR-CL-16', path, `${JSON.stringify(code)} is not a payment means code of UNTDID 4461, such as 30.`);
  return undefined;
}

/** Several accounts may be given to pay to, but with one reference and by one means. */
function checkOneOf(source: UblSource, all: readonly XmlElement[], name: string, rule: string): void {
  const found = all.flatMap((means) => childrenOf(means, name));
  const other = found.find((each) => collapsed(each.text) !== collapsed(found[0]?.text ?? ''));
  if (!other) return;
  const path = `paymentMeans.${name}#2`;
  source.remember(path, other);
  const values = `${collapsed(found[0]?.text ?? '')} and ${collapsed(other.text)}`;
  source.report(rule, path, `The payment instructions disagree in ${name}: ${values}. Give one value.`);
}
