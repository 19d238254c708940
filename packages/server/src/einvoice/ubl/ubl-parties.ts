import { readCountry } from '@betalt/core/invoices/document/field-text.ts';
import type {
  Address,
  Contact,
  Delivery,
  Draft,
  Identifier,
  Party,
  Payee,
  TaxRepresentative,
} from '@betalt/core/invoices/document/invoice-document.ts';
import type { XmlElement } from '../../xml/xml-tree.ts';
import { childrenOf, collapsed, type UblSource } from './ubl-source.ts';

/** `role` is the element around cac:Party. */
export function readParty(source: UblSource, role: XmlElement | undefined, path: 'seller' | 'buyer'): Draft<Party> {
  const party = source.element(role, 'cac:Party', `${path}.party`);
  return {
    name: source.text(party, 'cac:PartyLegalEntity/cbc:RegistrationName', `${path}.name`),
    tradingName: source.text(party, 'cac:PartyName/cbc:Name', `${path}.tradingName`),
    identifiers: readIdentifiers(party),
    companyId: readIdentifier(source, party, 'cac:PartyLegalEntity/cbc:CompanyID', `${path}.companyId`),
    vatId: readTaxNumber(source, party, true, `${path}.vatId`),
    taxRegistrationId: readTaxNumber(source, party, false, `${path}.taxRegistrationId`),
    electronicAddress: readIdentifier(source, party, 'cbc:EndpointID', `${path}.electronicAddress`),
    address: readAddress(source, party, 'cac:PostalAddress', `${path}.address`),
    contact: readContact(source, party, `${path}.contact`),
  };
}

export function readPayee(source: UblSource, root: XmlElement): Draft<Payee> | undefined {
  const payee = source.element(root, 'cac:PayeeParty', 'payee');
  if (!payee) return undefined;
  return {
    name: source.text(payee, 'cac:PartyName/cbc:Name', 'payee.name'),
    identifier: readIdentifiers(payee).find((identifier) => identifier.scheme !== 'SEPA'),
    companyId: readIdentifier(source, payee, 'cac:PartyLegalEntity/cbc:CompanyID', 'payee.companyId'),
  };
}

export function readTaxRepresentative(source: UblSource, root: XmlElement): Draft<TaxRepresentative> | undefined {
  const path = 'taxRepresentative';
  const found = source.element(root, 'cac:TaxRepresentativeParty', path);
  if (!found) return undefined;
  return {
    name: source.text(found, 'cac:PartyName/cbc:Name', `${path}.name`),
    vatId: readTaxNumber(source, found, true, `${path}.vatId`),
    address: readAddress(source, found, 'cac:PostalAddress', `${path}.address`),
  };
}

export function readDelivery(source: UblSource, root: XmlElement): Draft<Delivery> | undefined {
  const found = source.element(root, 'cac:Delivery', 'delivery');
  if (!found) return undefined;
  return {
    name: source.text(found, 'cac:DeliveryParty/cac:PartyName/cbc:Name', 'delivery.name'),
    on: source.date(found, 'cbc:ActualDeliveryDate', 'delivery.on'),
    address: readAddress(source, found, 'cac:DeliveryLocation/cac:Address', 'delivery.address'),
  };
}

export function readIdentifier(
  source: UblSource,
  parent: XmlElement | undefined,
  steps: string,
  path: string,
): Draft<Identifier> | undefined {
  const element = source.element(parent, steps, path);
  return element ? identifierOf(element) : undefined;
}

function readIdentifiers(party: XmlElement | undefined): Draft<Identifier>[] {
  return childrenOf(party, 'cac:PartyIdentification')
    .flatMap((each) => childrenOf(each, 'cbc:ID'))
    .map(identifierOf)
    .filter((each) => each !== undefined);
}

function identifierOf(element: XmlElement): Draft<Identifier> | undefined {
  const id = collapsed(element.text);
  return id ? { id, scheme: element.attributes.get('schemeID') } : undefined;
}

/** The number under the scheme VAT, or the one under any other scheme (BT-31 and BT-32 share an element). */
function readTaxNumber(
  source: UblSource,
  party: XmlElement | undefined,
  isVat: boolean,
  path: string,
): string | undefined {
  const schemes = childrenOf(party, 'cac:PartyTaxScheme').filter((each) => isVatScheme(each) === isVat);
  const [first, second] = schemes;
  if (second) {
    source.remember(`${path}#2`, second);
    const message = `Two ${isVat ? 'VAT numbers' : 'tax registrations'} are given for one party. Keep one.`;
    source.report(isVat ? 'UBL-SR-12' : 'UBL-SR-13', `${path}#2`, message);
  }
  if (!first && party) source.remember(path, party);
  return source.text(first, 'cbc:CompanyID', path);
}

export function isVatScheme(element: XmlElement): boolean {
  const [scheme] = childrenOf(element, 'cac:TaxScheme');
  const [id] = childrenOf(scheme, 'cbc:ID');
  return collapsed(id?.text ?? '').toUpperCase() === 'VAT';
}

function readAddress(
  source: UblSource,
  parent: XmlElement | undefined,
  steps: string,
  path: string,
): Draft<Address> | undefined {
  const found = source.element(parent, steps, path);
  if (!found) return undefined;
  const country = source.text(found, 'cac:Country/cbc:IdentificationCode', `${path}.country`);
  return {
    street: source.text(found, 'cbc:StreetName', `${path}.street`),
    additionalStreet: source.text(found, 'cbc:AdditionalStreetName', `${path}.additionalStreet`),
    addressLine: source.text(found, 'cac:AddressLine/cbc:Line', `${path}.addressLine`),
    city: source.text(found, 'cbc:CityName', `${path}.city`),
    postalCode: source.text(found, 'cbc:PostalZone', `${path}.postalCode`),
    region: source.text(found, 'cbc:CountrySubentity', `${path}.region`),
    country: country === undefined ? undefined : source.keep(readCountry(country, `${path}.country`)),
  };
}

function readContact(source: UblSource, party: XmlElement | undefined, path: string): Draft<Contact> | undefined {
  const found = source.element(party, 'cac:Contact', path);
  if (!found) return undefined;
  return {
    name: source.text(found, 'cbc:Name', `${path}.name`),
    phone: source.text(found, 'cbc:Telephone', `${path}.phone`),
    email: source.text(found, 'cbc:ElectronicMail', `${path}.email`),
  };
}
