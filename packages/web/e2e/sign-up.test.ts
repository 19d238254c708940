import type { Page } from '@playwright/test';
import { describe, expect, it } from 'vitest';
import { findInvoices } from './support/portal.ts';
import { signIn } from './support/sign-in.ts';
import { siteForThisFile } from './support/site.ts';
import { EN, NB } from './support/words.ts';

const site = siteForThisFile();
const PASSWORD = 'a long sentence of words';

const SIGN_UP = {
  'en-US': {
    words: EN,
    create: 'Create one',
    name: 'Your name',
    next: 'Next: Billing account',
    company: 'Company name',
    address: 'Address',
    city: 'City',
    accept: /^I accept the/,
    done: 'Create billing account',
    created: 'Billing account created',
    owner: 'Billing account owner',
    properties: 'Properties',
    scopes: 'Billing scopes',
    noInvoices: 'No invoices in the last 12 months',
    mustAccept: 'The agreement must be accepted before the account can be created.',
  },
  'nb-NO': {
    words: NB,
    create: 'Opprett en',
    name: 'Navnet ditt',
    next: 'Neste: Faktureringskonto',
    company: 'Firmanavn',
    address: 'Adresse',
    city: 'Poststed',
    accept: /^Jeg godtar/,
    done: 'Opprett faktureringskonto',
    created: 'Faktureringskontoen er opprettet',
    owner: 'Eier av faktureringskonto',
    properties: 'Egenskaper',
    scopes: 'Faktureringsomfang',
    noInvoices: 'Ingen fakturaer de siste 12 månedene',
    mustAccept: 'Avtalen må godtas før kontoen kan opprettes.',
  },
} as const;
type Language = (typeof SIGN_UP)[keyof typeof SIGN_UP];

describe.each(Object.entries(SIGN_UP))('signing up in %s', (locale, language) => {
  it('makes a person and a billing account under the agreement, and the person its owner', async () => {
    const { page, complaints } = await site.visit({ locale: language.words.locale });
    await enterPerson(page, language, { name: 'Kari Ny', email: `kari-${locale}@ny.example` });
    await enterAccount(page, language, `Ny ${locale} AS`);
    await page.getByText(language.created).waitFor();
    await findInvoices(page, language.words);
    await page.getByText(language.noInvoices).waitFor();
    await page.getByRole('link', { name: language.scopes, exact: true }).first().click();
    await page
      .getByRole('row')
      .filter({ hasText: `Ny ${locale} AS` })
      .filter({ hasText: language.owner })
      .first()
      .waitFor();
    expect(complaints).toEqual([]);
  });
});

it('goes on with the billing account when it was interrupted after the person, and asks for the agreement', async () => {
  const language = SIGN_UP['en-US'];
  const { page } = await site.visit();
  const email = 'later@ny.example';
  await enterPerson(page, language, { name: 'Lars Later', email });
  await page.getByRole('heading', { name: language.done }).waitFor();
  const later = await site.visit();
  await signIn(later.page, EN, email, PASSWORD);
  await later.page
    .getByRole('link', { name: language.done })
    .or(later.page.getByRole('button', { name: language.done }))
    .first()
    .click();
  await later.page.getByLabel(language.company).fill('Later AS');
  await later.page.getByRole('button', { name: language.done }).click();
  await later.page.getByText(language.mustAccept).waitFor();
  await enterAccount(later.page, language, 'Later AS');
  await later.page.getByText(language.created).waitFor();
});

it('a person who signs out is at the door again, and the page before is closed to them', async () => {
  const { page } = await site.visitAs('owner@fjord.example');
  await page.getByRole('button', { name: /^Account: / }).click();
  await page.getByRole('button', { name: EN.signOut, exact: true }).click();
  await page.getByRole('button', { name: EN.signIn, exact: true }).waitFor();
  await page.goto('/billing');
  await page.getByRole('button', { name: EN.signIn, exact: true }).waitFor();
});

describe('a wrong password', () => {
  it('is answered with one sentence, whoever it is, and keeps the address that was typed', async () => {
    const { page } = await site.visit();
    for (const email of ['owner@fjord.example', 'nobody@fjord.example']) {
      await page.goto('/sign-in');
      await tryPassword(page, email);
      await page.getByText('The e-mail address or the password is not right.').waitFor();
      expect(await page.getByLabel(EN.email).inputValue()).toBe(email);
    }
  });

  it('slows down after five, and says how long to wait, in Norwegian too', async () => {
    const { page } = await site.visit({ locale: 'nb-NO' });
    await page.goto('/sign-in');
    await page.getByLabel(NB.email).fill('guessed@fjord.example');
    for (let guess = 1; guess <= 5; guess += 1) {
      await page.getByLabel(NB.password).fill(`guess ${guess}`);
      const answered = page.waitForResponse('**/api/sign-in');
      await page.getByRole('button', { name: NB.signIn, exact: true }).click();
      await answered;
    }
    await page.getByLabel(NB.password).fill('guess 6');
    await page.getByRole('button', { name: NB.signIn, exact: true }).click();
    await page.getByText('For mange forsøk. Vent i 1 minutt, og prøv igjen.').waitFor();
  });
});

it('leads back, after signing in, to the page that was asked for', async () => {
  const { page } = await site.visit();
  await page.goto('/help');
  await page.getByRole('button', { name: EN.signIn, exact: true }).waitFor();
  await signIn(page, EN, 'reader@fjord.example');
  await page.waitForURL('**/help');
});

async function enterPerson(page: Page, language: Language, person: { name: string; email: string }): Promise<void> {
  await page.goto('/');
  await page.getByRole('link', { name: language.create }).click();
  await page.getByLabel(language.name).fill(person.name);
  await page.getByLabel(language.words.email).fill(person.email);
  await page.getByLabel(language.words.password).fill(PASSWORD);
  await page.getByRole('button', { name: language.next }).click();
}

async function enterAccount(page: Page, language: Language, company: string): Promise<void> {
  await page.getByLabel(language.company).fill(company);
  await page.getByLabel(language.address).fill('Storgata 1');
  await page.getByLabel(language.city).fill('Oslo');
  await page.getByRole('checkbox', { name: language.accept }).check();
  await page.getByRole('button', { name: language.done }).click();
}

async function tryPassword(page: Page, email: string): Promise<void> {
  await page.getByLabel(EN.email).fill(email);
  await page.getByLabel(EN.password).fill('not the password');
  await page.getByRole('button', { name: EN.signIn, exact: true }).click();
}
