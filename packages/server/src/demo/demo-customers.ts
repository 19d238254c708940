import type { InvoiceDocument } from '@betalt/core/invoices/document/invoice-document.ts';
import type { Currency } from '@betalt/core/money/currency.ts';
import { demoId } from './demo-id.ts';
import type { DemoAssignment } from './demo-people.ts';

export interface DemoAccount {
  readonly billingAccountId: string;
  readonly organizationId: string;
  readonly displayName: string;
  readonly timeZone: string;
  /** ARM's address, as billing accounts keep it. */
  readonly soldTo: DemoAddress;
  readonly vatId: string;
  readonly owner: string;
  readonly assignments: readonly DemoAssignment[];
  readonly profiles: readonly DemoProfile[];
}

export interface DemoProfile {
  readonly billingProfileId: string;
  /** In URLs, as Azure writes it. */
  readonly name: string;
  readonly displayName: string;
  readonly currency: Currency;
  readonly sections: readonly DemoSection[];
}

export interface DemoSection {
  readonly invoiceSectionId: string;
  readonly name: string;
  readonly displayName: string;
}

export interface DemoAddress {
  readonly companyName: string;
  readonly addressLine1: string;
  readonly postalCode: string;
  readonly city: string;
  readonly country: string;
}

export const FJORD: DemoAccount = {
  ...account('Fjord Labs AS', 'Europe/Oslo', 'NO914778271MVA'),
  soldTo: address('Fjord Labs AS', 'Dronning Eufemias gate 16', '0191', 'Oslo', 'NO'),
  owner: 'owner@fjord.example',
  assignments: [
    { email: 'owner@fjord.example', role: 'Billing account owner' },
    { email: 'contributor@fjord.example', role: 'Billing account contributor' },
    { email: 'invoices@fjord.example', role: 'Invoice manager', profile: 'FJRD-NORG-NOK-PGB' },
    { email: 'reader@fjord.example', role: 'Billing account reader' },
  ],
  profiles: [
    profile('FJRD-NORG-NOK-PGB', 'Fjord Labs Norge', 'NOK', [
      ['PLAT-ENGI-NOK-PGB', 'Platform engineering'],
      ['RESE-ARCH-NOK-PGB', 'Research'],
      ['MARK-ETNG-NOK-PGB', 'Marketing'],
    ]),
    profile('FJRD-INTL-USD-PGB', 'Fjord Labs International', 'USD', [
      ['PLAT-ENGI-USD-PGB', 'Platform engineering'],
      ['RESE-ARCH-USD-PGB', 'Research'],
      ['MARK-ETNG-USD-PGB', 'Marketing'],
    ]),
  ],
};

export const KANSO: DemoAccount = {
  ...account('Kanso KK', 'Asia/Tokyo', 'JP8010001234567'),
  soldTo: address('Kanso KK', '2-11-3 Meguro', '153-0063', 'Tokyo', 'JP'),
  owner: 'owner@kanso.example',
  assignments: [{ email: 'owner@kanso.example', role: 'Billing account owner' }],
  profiles: [profile('KNSO-TOKY-JPY-PGB', 'Kanso', 'JPY', [['KNSO-STUD-JPY-PGB', 'Studio']])],
};

export const DEMO_ACCOUNTS: readonly DemoAccount[] = [FJORD, KANSO];

/** The vendor of the demo; `BETALT_ISSUER_NAME` has the same name by default. */
export const NORDLYS: InvoiceDocument['seller'] = {
  name: 'Nordlys Cloud AS',
  identifiers: [],
  companyId: { id: '987654325', scheme: '0192' },
  vatId: 'NO987654325MVA',
  electronicAddress: { id: '987654325', scheme: '0192' },
  address: { street: 'Sjøgata 8', postalCode: '9008', city: 'Tromsø', country: 'NO' },
  contact: { name: 'Nora Vik', email: 'finance@vendor.example' },
};

function account(displayName: string, timeZone: string, vatId: string) {
  const billingAccountId = demoId(`account ${displayName}`);
  return { billingAccountId, organizationId: demoId(`organization ${displayName}`), displayName, timeZone, vatId };
}

function profile(name: string, displayName: string, currency: Currency, sections: [string, string][]): DemoProfile {
  return {
    billingProfileId: demoId(`profile ${name}`),
    name,
    displayName,
    currency,
    sections: sections.map(([section, title]) => ({
      invoiceSectionId: demoId(`section ${section}`),
      name: section,
      displayName: title,
    })),
  };
}

function address(
  companyName: string,
  addressLine1: string,
  postalCode: string,
  city: string,
  country: string,
): DemoAddress {
  return { companyName, addressLine1, postalCode, city, country };
}
