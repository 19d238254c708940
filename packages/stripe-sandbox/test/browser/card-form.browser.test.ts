import { AxeBuilder } from '@axe-core/playwright';
import { type Browser, type BrowserContext, chromium, type FrameLocator, type Page } from '@playwright/test';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { type MerchantPage, startMerchantPage } from '../support/merchant-page.ts';
import { eventually, type RunningSandbox, startSandbox } from '../support/sandbox.ts';

const LANGUAGES = [
  {
    locale: 'en',
    number: 'Card number',
    expiry: 'Expiration date',
    code: 'Security code',
    incomplete: 'Your card number is incomplete.',
    complete: 'Complete authentication',
    fail: 'Fail authentication',
    close: 'Cancel authentication',
    confirmCard: 'Confirm your card',
    declined: 'Your card has insufficient funds.',
  },
  {
    locale: 'nb',
    number: 'Kortnummer',
    expiry: 'Utløpsdato',
    code: 'Sikkerhetskode',
    incomplete: 'Kortnummeret er ufullstendig.',
    complete: 'Fullfør godkjenning',
    fail: 'Avvis godkjenning',
    close: 'Avbryt godkjenning',
    confirmCard: 'Bekreft kortet',
    declined: 'Det er ikke dekning på kortet.',
  },
] as const;
type Language = (typeof LANGUAGES)[number];
const [EN] = LANGUAGES;

const LAUNCH = {
  executablePath: '/usr/bin/chromium',
  args: [
    '--no-sandbox',
    '--disable-gpu',
    '--disable-quic',
    '--no-first-run',
    '--disable-background-networking',
    '--disable-component-update',
    '--disable-sync',
  ],
};

const SURFACES: Readonly<Record<string, object>> = {
  stripe: { colorBackground: '#ffffff' },
  night: { colorBackground: '#1b1b1b' },
};

interface Confirmed {
  readonly setupIntent?: { readonly id: string; readonly status: string };
  readonly paymentIntent?: { readonly id: string; readonly status: string };
  readonly error?: {
    readonly type: string;
    readonly code?: string;
    readonly decline_code?: string;
    readonly message?: string;
  };
}

let browser: Browser;
let sandbox: RunningSandbox;
let merchant: MerchantPage;
let context: BrowserContext;
let page: Page;

beforeAll(async () => {
  sandbox = await startSandbox();
  merchant = await startMerchantPage(sandbox.url);
  browser = await chromium.launch(LAUNCH);
});
afterAll(async () => {
  await browser.close();
  await merchant.close();
  await sandbox.close();
});
beforeEach(async () => {
  context = await browser.newContext({ viewport: { width: 560, height: 640 } });
  page = await context.newPage();
});
afterEach(() => context.close());

async function open(words: { theme?: string; locale?: string; clientSecret?: string } = {}): Promise<FrameLocator> {
  const clientSecret = words.clientSecret ?? (await setupSecret());
  await page.goto(merchant.url);
  await run(
    `begin(${JSON.stringify({ theme: 'stripe', locale: 'en', variables: SURFACES[words.theme ?? 'stripe'], ...words, clientSecret })})`,
  );
  return page.frameLocator('#card iframe');
}

async function setupSecret(): Promise<string> {
  const customer = await sandbox.stripe.customers.create();
  const intent = await sandbox.stripe.setupIntents.create({
    customer: customer.id,
    allowed_payment_method_types: ['card'],
  });
  return intent.client_secret ?? '';
}

async function paymentSecret(): Promise<string> {
  const intent = await sandbox.stripe.paymentIntents.create({
    amount: 124_950,
    currency: 'nok',
    allowed_payment_method_types: ['card'],
  });
  return intent.client_secret ?? '';
}

/** Evaluates in the merchant's page; a promise is waited for. */
function run<T>(expression: string): Promise<T> {
  return page.evaluate<T>(expression);
}

async function fill(form: FrameLocator, number: string, language: Language = EN): Promise<void> {
  await form.getByLabel(language.number, { exact: true }).pressSequentially(number);
  await form.getByLabel(language.expiry, { exact: true }).pressSequentially('1234');
  await form.getByLabel(language.code, { exact: true }).pressSequentially('123');
}

function challengeFrame(): FrameLocator {
  return page.frameLocator('dialog iframe');
}

async function seriousFindings(): Promise<string[]> {
  const { violations } = await new AxeBuilder({ page })
    .withTags(['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'])
    .analyze();
  return violations.flatMap((one) => one.nodes.map((node) => `${one.id}: ${node.html}`));
}

describe.each(LANGUAGES)('the card form in $locale', (language) => {
  it('saves a card, and the page that embeds it never sees the number', async () => {
    const form = await open({ locale: language.locale });
    await fill(form, '4242424242424242', language);
    expect(await form.getByLabel(language.number, { exact: true }).inputValue()).toBe('4242 4242 4242 4242');
    await form.getByRole('img', { name: 'Visa' }).waitFor();
    const result = await run<Confirmed>('stripe.confirmSetup({ elements, ...ifRequired })');
    expect(result).toMatchObject({ setupIntent: { status: 'succeeded' } });
    const said = await run<object[]>('events');
    expect(said).toContainEqual(
      expect.objectContaining({ type: 'change', complete: true, empty: false, elementType: 'payment' }),
    );
    expect(said.filter((event) => 'type' in event && event.type === 'policy')).toEqual([]);
    expect(JSON.stringify([result, said])).not.toMatch(/4242\D?4242/);
  });

  it('says what is wrong under the field, and takes the reader there', async () => {
    const form = await open({ locale: language.locale });
    await form.getByLabel(language.number, { exact: true }).fill('4242');
    const result = await run<Confirmed>('stripe.confirmSetup({ elements, ...ifRequired })');
    expect(result.error).toEqual({ type: 'validation_error', code: 'incomplete_number', message: language.incomplete });
    const input = form.getByLabel(language.number, { exact: true });
    await form.getByText(language.incomplete).waitFor();
    expect(await input.getAttribute('aria-invalid')).toBe('true');
    expect(await form.locator('input:focus').getAttribute('name')).toBe('number');
  });

  it.each(['stripe', 'night'])('has nothing for axe to find, theme %s, with and without errors', async (theme) => {
    const form = await open({ locale: language.locale, theme });
    expect(await seriousFindings()).toEqual([]);
    await run('elements.submit()');
    await form.getByText(language.incomplete).waitFor();
    expect(await seriousFindings()).toEqual([]);
  });

  it('has its refusals in the language of the page', async () => {
    const form = await open({ locale: language.locale });
    await fill(form, '4000000000009995', language);
    const { error } = await run<Confirmed>('stripe.confirmSetup({ elements, ...ifRequired })');
    expect(error).toMatchObject({
      type: 'card_error',
      code: 'card_declined',
      decline_code: 'insufficient_funds',
      message: language.declined,
    });
  });
});

describe.each(LANGUAGES)('the challenge in $locale', (language) => {
  it('completed, saves the card without leaving the page', async () => {
    const form = await open({ locale: language.locale });
    await fill(form, '4000002760003184', language);
    const confirming = run<Confirmed>('stripe.confirmSetup({ elements, ...ifRequired })');
    const challenge = challengeFrame();
    await challenge.getByRole('heading', { name: language.confirmCard }).waitFor();
    await challenge.getByRole('button', { name: language.complete }).click();
    expect(await confirming).toMatchObject({ setupIntent: { status: 'succeeded' } });
    expect(page.url()).toBe(`${merchant.url}/`);
    expect(await page.locator('dialog').count()).toBe(0);
  });

  it('refused or closed, says that authentication failed, and another card may follow', async () => {
    const form = await open({ locale: language.locale });
    await fill(form, '4000002760003184', language);
    for (const button of [language.fail, language.close]) {
      const confirming = run<Confirmed>('stripe.confirmSetup({ elements, ...ifRequired })');
      await challengeFrame().getByRole('button', { name: button }).click();
      expect(await confirming).toMatchObject({ error: { code: 'setup_intent_authentication_failure' } });
    }
    await run('card.clear()');
    await fill(form, '4242424242424242', language);
    expect(await run('stripe.confirmSetup({ elements, ...ifRequired })')).toMatchObject({
      setupIntent: { status: 'succeeded' },
    });
  });

  it.each(['stripe', 'night'])('has nothing for axe to find, theme %s', async (theme) => {
    const form = await open({ locale: language.locale, theme, clientSecret: await paymentSecret() });
    await fill(form, '4000002760003184', language);
    const confirming = run<Confirmed>('stripe.confirmPayment({ elements, ...ifRequired })');
    await challengeFrame().getByRole('button', { name: language.complete }).waitFor();
    await challengeFrame()
      .getByText(/1[.,\s]?249[.,]50/)
      .waitFor();
    // Once it has faded in: half-seen text has half its contrast.
    await page.waitForTimeout(300);
    expect(await seriousFindings()).toEqual([]);
    await challengeFrame().getByRole('button', { name: language.complete }).click();
    expect(await confirming).toMatchObject({ paymentIntent: { status: 'succeeded' } });
  });
});

describe('by keyboard alone', () => {
  it('a card is typed straight through, and Enter submits the form around it', async () => {
    const form = await open();
    await form.getByLabel('Card number').focus();
    await page.keyboard.type('4242424242424242');
    await page.keyboard.type('1234');
    await page.keyboard.type('123');
    await page.keyboard.press('Enter');
    expect(await form.getByLabel('Security code').inputValue()).toBe('123');
    // The form tells the page by message, which comes when it comes.
    await eventually(async () =>
      (await run<boolean>("events.some(({ type }) => type === 'form-submit')")) ? true : undefined,
    );
  });

  it('the focus stays in the challenge, Escape cancels it, and the focus comes back', async () => {
    const form = await open();
    await fill(form, '4000002760003184');
    await page.getByRole('button', { name: 'Pay' }).focus();
    const confirming = run<Confirmed>('stripe.confirmSetup({ elements, ...ifRequired })');
    const challenge = challengeFrame();
    const complete = challenge.getByRole('button', { name: 'Complete authentication' });
    await complete.waitFor();
    const focused = async (): Promise<string | null> =>
      challenge.locator('button:focus').getAttribute('data-outcome', { timeout: 2_000 });
    const seen = [await focused()];
    for (let turn = 0; turn < 4; turn += 1) {
      await page.keyboard.press('Tab');
      seen.push(await focused());
    }
    expect(seen).toEqual(['complete', 'fail', 'cancel', 'complete', 'fail']);
    await page.keyboard.press('Escape');
    expect(await confirming).toMatchObject({ error: { code: 'setup_intent_authentication_failure' } });
    expect(await run('document.activeElement.id')).toBe('pay');
  });
});

describe('the browser script', () => {
  it('takes the payer through a challenge that a server’s confirmation asked for', async () => {
    const intent = await sandbox.stripe.paymentIntents.create({
      amount: 5_000,
      currency: 'eur',
      confirm: true,
      payment_method: 'pm_card_authenticationRequired',
      allowed_payment_method_types: ['card'],
    });
    await page.goto(merchant.url);
    const handling = run<Confirmed>(
      `Stripe('pk_test_betalt').handleNextAction({ clientSecret: '${intent.client_secret}' })`,
    );
    await challengeFrame().getByRole('button', { name: 'Complete authentication' }).click();
    expect(await handling).toMatchObject({ paymentIntent: { id: intent.id, status: 'succeeded' } });
  });

  it('goes to the return address when a redirect is wanted', async () => {
    const form = await open({ clientSecret: await paymentSecret() });
    await fill(form, '4242424242424242');
    await run(
      `void stripe.confirmPayment({ elements, confirmParams: { return_url: '${merchant.url}/done?order=5' } })`,
    );
    await page.waitForURL(/\/done/);
    const query = new URL(page.url()).searchParams;
    expect(query.get('redirect_status')).toBe('succeeded');
    expect(query.get('order')).toBe('5');
    const intent = await sandbox.stripe.paymentIntents.retrieve(query.get('payment_intent') ?? '');
    expect(intent.status).toBe('succeeded');
  });

  it('is not needed for a redirect: the bank’s page stands alone and leads back', async () => {
    const intent = await sandbox.stripe.paymentIntents.create({
      amount: 5_000,
      currency: 'eur',
      confirm: true,
      payment_method: 'pm_card_authenticationRequired',
      return_url: `${merchant.url}/back`,
    });
    await page.goto(intent.next_action?.redirect_to_url?.url ?? '');
    expect(await seriousFindings()).toEqual([]);
    await page.getByRole('button', { name: 'Fail authentication' }).click();
    await page.waitForURL(/\/back/);
    expect(new URL(page.url()).searchParams.get('redirect_status')).toBe('failed');
    await page.goto(intent.next_action?.redirect_to_url?.url ?? '');
    await page.getByText('There is nothing to authenticate').waitFor();
    expect((await sandbox.stripe.charges.list({ payment_intent: intent.id })).data).toEqual([]);
  });

  it('opens the challenge inside a dialog that is open, so that a focus trap there lets it be', async () => {
    const form = await open({ clientSecret: await paymentSecret() });
    await run("document.querySelector('main').setAttribute('role', 'dialog')");
    await fill(form, '4000002760003184');
    await page.getByRole('button', { name: 'Pay' }).focus();
    const confirming = run<Confirmed>('stripe.confirmPayment({ elements, ...ifRequired })');
    await page.locator('[role="dialog"] dialog iframe').waitFor();
    await challengeFrame().getByRole('button', { name: 'Complete authentication' }).click();
    expect(await confirming).toMatchObject({ paymentIntent: { status: 'succeeded' } });
  });

  it('makes a payment method, retrieves intents, and changes language in place', async () => {
    const clientSecret = await setupSecret();
    const form = await open({ clientSecret });
    await fill(form, '5555555555554444');
    expect(await run('stripe.createPaymentMethod({ elements })')).toMatchObject({
      paymentMethod: { card: { brand: 'mastercard' } },
    });
    expect(await run(`stripe.retrieveSetupIntent('${clientSecret}')`)).toMatchObject({
      setupIntent: { status: 'requires_payment_method' },
    });
    await run("elements.update({ locale: 'nb' })");
    expect(await form.getByLabel('Kortnummer', { exact: true }).inputValue()).toBe('5555 5555 5555 4444');
  });

  it('grows the frame with its content and takes the page’s colours', async () => {
    const form = await open();
    const height = (): Promise<number> =>
      run<number>("document.querySelector('#card iframe').getBoundingClientRect().height");
    const before = await height();
    expect(before).toBeGreaterThan(150);
    await run('elements.submit()');
    await eventually(async () => ((await height()) > before + 15 ? true : undefined));
    await run("elements.update({ appearance: { theme: 'stripe', variables: { colorPrimary: 'rgb(1, 2, 3)' } } })");
    await form.getByLabel('Card number').focus();
    const cardFrame = page.frames().find((frame) => frame.url().includes('/v3/card-frame'));
    const colour = "getComputedStyle(document.documentElement).getPropertyValue('--color-primary')";
    await eventually(async () => ((await cardFrame?.evaluate<string>(colour)) === 'rgb(1, 2, 3)' ? true : undefined));
  });

  it('a page that only pretends to be the sandbox is not listened to', async () => {
    await open();
    await run("window.postMessage({ type: 'sandbox:challenge-answered' }, '*')");
    const confirmed = await run<Confirmed>('stripe.confirmSetup({ elements, ...ifRequired })');
    expect(confirmed.error?.code).toBe('incomplete_number');
  });
});
