import { brandOf } from '../cards/brands.ts';
import {
  caretAfter,
  cvcError,
  digitsIn,
  expiryError,
  formatCvc,
  formatExpiry,
  formatNumber,
  numberError,
} from './card-format.ts';
import type { Appearance, BrowserError, FromFrame, MethodResult, ToFrame } from './types.ts';
import { type FieldError, type Locale, localeOf, refusalText, wordsIn } from './words.ts';

/** The card form. What is typed stays in this document; only the sandbox's own API is sent it. */
const root = document.documentElement;
type Name = 'number' | 'expiry' | 'cvc';
const NAMES: readonly Name[] = ['number', 'expiry', 'cvc'];
const inputs = { number: inputOf('number'), expiry: inputOf('expiry'), cvc: inputOf('cvc') };
const shown: Partial<Record<Name, FieldError>> = {};
let locale: Locale = localeOf(root.lang);
let port: MessagePort | undefined;
let lastChange = '';

window.addEventListener('message', (event: MessageEvent<{ type?: string } | null>) => {
  const fromOpener = event.source === window.parent && event.origin === root.dataset['parent'];
  if (!fromOpener || event.data?.type !== 'sandbox:port' || event.ports[0] === undefined) return;
  port?.close();
  port = event.ports[0];
  port.addEventListener('message', (message: MessageEvent<ToFrame>) => void hear(message.data));
  port.start();
  new ResizeObserver(tellHeight).observe(document.body);
  say({ type: 'ready' });
});

for (const name of NAMES) {
  const input = inputs[name];
  input.addEventListener('input', (event) => typed(name, event.inputType));
  input.addEventListener('blur', () => {
    if (input.value !== '') show(name, errorOf(name));
    say({ type: 'blur' });
  });
  input.addEventListener('focus', () => say({ type: 'focus' }));
  input.addEventListener('keydown', (event) => {
    if (event.key === 'Enter') say({ type: 'submit' });
    if (event.key === 'Backspace' && input.value === '') inputs[NAMES[NAMES.indexOf(name) - 1] ?? name].focus();
  });
}

async function hear(message: ToFrame): Promise<void> {
  switch (message.type) {
    case 'appearance':
      return dress(message.appearance, message.locale);
    case 'focus':
      return firstOpen().focus();
    case 'blur':
      return (document.activeElement as HTMLElement | null)?.blur();
    case 'clear':
      return clear();
    case 'validate':
      return say({ type: 'answer', id: message.id, result: checkAll() });
    case 'create':
      return say({ type: 'answer', id: message.id, result: await create(message.key, message.billing) });
  }
}

function firstOpen(): HTMLInputElement {
  return NAMES.map((name) => inputs[name]).find((input) => input.value === '') ?? inputs.number;
}

function typed(name: Name, inputType: string): void {
  const input = inputs[name];
  const before = digitsIn(input.value.slice(0, input.selectionStart ?? input.value.length)).length;
  const formatted = format(name, input.value, inputType.startsWith('delete'));
  const atEnd = input.selectionStart === input.value.length;
  input.value = formatted;
  if (!atEnd) input.setSelectionRange(caretAfter(formatted, before), caretAfter(formatted, before));
  if (name === 'number') showBrand();
  if (shown[name] !== undefined) show(name, errorOf(name) === shown[name] ? shown[name] : undefined);
  if (atEnd && errorOf(name) === undefined && isFull(name)) moveOn(name);
  tellChange();
}

function format(name: Name, text: string, deleting: boolean): string {
  if (name === 'number') return formatNumber(text);
  return name === 'expiry' ? formatExpiry(text, deleting) : formatCvc(text, brand());
}

function errorOf(name: Name): FieldError | undefined {
  if (name === 'number') return numberError(inputs.number.value);
  return name === 'expiry' ? expiryError(inputs.expiry.value, new Date()) : cvcError(inputs.cvc.value, brand());
}

/** Only a number of the one length its brand has, or a whole date, is known to be finished. */
function isFull(name: Name): boolean {
  return name === 'expiry' || (name === 'number' && brand() !== 'unionpay' && brand() !== 'diners');
}

function moveOn(name: Name): void {
  const next = NAMES[NAMES.indexOf(name) + 1];
  if (next !== undefined && inputs[next].value === '') inputs[next].focus();
}

/** Shows what is wrong under each field and takes the reader to the first. */
function checkAll(): MethodResult {
  for (const name of NAMES) show(name, errorOf(name));
  const first = NAMES.find((name) => errorOf(name) !== undefined);
  if (first === undefined) return {};
  inputs[first].focus();
  const code = errorOf(first) ?? 'invalid_number';
  return { error: { type: 'validation_error', code, message: wordsIn(locale).errors[code] } };
}

async function create(key: string, billing: object | undefined): Promise<MethodResult> {
  const checked = checkAll();
  if (checked.error !== undefined) return checked;
  const expiry = digitsIn(inputs.expiry.value);
  const form = new URLSearchParams({
    type: 'card',
    'card[number]': digitsIn(inputs.number.value),
    'card[exp_month]': String(Number(expiry.slice(0, 2))),
    'card[exp_year]': `20${expiry.slice(2)}`,
    'card[cvc]': inputs.cvc.value,
  });
  for (const [name, value] of flat('billing_details', billing ?? {})) form.set(name, value);
  return post(key, form);
}

async function post(key: string, form: URLSearchParams): Promise<MethodResult> {
  try {
    const response = await fetch('/v1/payment_methods', {
      method: 'POST',
      headers: { authorization: `Bearer ${key}` },
      body: form,
    });
    const body = (await response.json()) as { id: string; error?: BrowserError };
    if (body.error === undefined) return { paymentMethod: body };
    return { error: { ...body.error, message: refusalText(locale, body.error) } };
  } catch (error) {
    return { error: { type: 'api_connection_error', message: error instanceof Error ? error.message : String(error) } };
  }
}

function* flat(prefix: string, value: object): Generator<[string, string]> {
  for (const [name, one] of Object.entries(value) as [string, unknown][]) {
    if (typeof one === 'object' && one !== null) yield* flat(`${prefix}[${name}]`, one);
    else if (one !== undefined && one !== null) yield [`${prefix}[${name}]`, `${one as string | number | boolean}`];
  }
}

function show(name: Name, error: FieldError | undefined): void {
  const line = document.getElementById(`${name}-error`);
  if (error === undefined) delete shown[name];
  else shown[name] = error;
  inputs[name].setAttribute('aria-invalid', String(error !== undefined));
  if (line !== null) {
    line.textContent = error === undefined ? '' : wordsIn(locale).errors[error];
    line.hidden = error === undefined;
  }
}

function showBrand(): void {
  const known = brand() !== 'unknown';
  root.dataset['brand'] = brand();
  for (const badge of document.querySelectorAll<SVGElement>('[data-badge]')) {
    badge.toggleAttribute('hidden', known ? badge.dataset['badge'] !== brand() : badge.dataset['first'] === undefined);
  }
  inputs.cvc.value = formatCvc(inputs.cvc.value, brand());
}

function dress(appearance: Appearance, tag: string): void {
  root.dataset['theme'] = appearance.theme === 'night' ? 'night' : 'stripe';
  for (const [name, value] of Object.entries(appearance.variables ?? {})) {
    root.style.setProperty(`--${name.replaceAll(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)}`, value);
  }
  root.style.setProperty('--surface', appearance.variables?.['colorBackground'] ?? 'transparent');
  locale = localeOf(tag);
  root.lang = locale;
  const words = wordsIn(locale);
  document.title = words.frameTitle;
  document.querySelector('section')?.setAttribute('aria-label', words.frameTitle);
  const texts: Record<string, string> = {
    cardNumber: words.cardNumber,
    expiry: words.expiry,
    securityCode: words.securityCode,
    testMode: words.testMode,
    testHint: words.testHint,
  };
  for (const place of document.querySelectorAll<HTMLElement>('[data-word]'))
    place.textContent = texts[place.dataset['word'] ?? ''] ?? '';
  inputs.expiry.placeholder = words.expiryHint;
  inputs.cvc.placeholder = words.securityCodeHint;
  for (const name of NAMES) show(name, shown[name]);
}

function clear(): void {
  for (const name of NAMES) {
    inputs[name].value = '';
    show(name, undefined);
  }
  showBrand();
  tellChange();
}

function tellChange(): void {
  const complete = NAMES.every((name) => errorOf(name) === undefined);
  const empty = NAMES.every((name) => inputs[name].value === '');
  const change = `${complete} ${empty}`;
  if (change !== lastChange) say({ type: 'change', complete, empty });
  lastChange = change;
}

function tellHeight(): void {
  say({ type: 'height', px: Math.ceil(document.body.getBoundingClientRect().height) });
}

function brand(): string {
  return brandOf(digitsIn(inputs.number.value));
}

function say(message: FromFrame): void {
  port?.postMessage(message);
}

function inputOf(name: Name): HTMLInputElement {
  return document.getElementById(name) as HTMLInputElement;
}
