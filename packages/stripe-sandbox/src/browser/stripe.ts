// NOTE: served as a classic script, wrapped in a function, at /v3/. It may import types only; what can wait is in confirm.ts.
import type {
  Appearance,
  ConfirmOptions,
  Connection,
  ElementsHandle,
  ElementsOptions,
  FromFrame,
  IntentResult,
  MethodResult,
  ToFrame,
} from './types.ts';

const script = document.currentScript as HTMLScriptElement;
const sandboxOrigin = new URL(script.src).origin;
const later = import(`${sandboxOrigin}/v3/browser/confirm.ts`) as Promise<Later>;
const LOAD_DEADLINE_MS = 15_000;

/** What is loaded after the script: see confirm.ts. */
interface Later {
  confirm(connection: Connection, subject: 'payment' | 'setup', how: ConfirmOptions): Promise<IntentResult>;
  handleNextAction(connection: Connection, secret: string): Promise<IntentResult>;
  retrieve(connection: Connection, secret: string): Promise<IntentResult>;
}
type Handler = (event: object) => void;

/** The payment element: a card form in a frame of the sandbox's own origin, spoken to through a private port. */
class PaymentElement {
  readonly #connection: Connection;
  readonly #handlers = new Map<string, Set<Handler>>();
  readonly #waiting = new Map<number, (result: MethodResult) => void>();
  readonly #forget: () => void;
  #appearance: Appearance;
  #frame: HTMLIFrameElement | undefined;
  #port: MessagePort | undefined;
  #loading: ReturnType<typeof setTimeout> | undefined;
  #questions = 0;

  constructor(connection: Connection, appearance: Appearance, forget: () => void) {
    this.#connection = connection;
    this.#appearance = appearance;
    this.#forget = forget;
  }

  mount(target: string | Element): void {
    const place = typeof target === 'string' ? document.querySelector(target) : target;
    if (place === null) throw integrationError('The selector that you gave matches no element.');
    this.unmount();
    const frame = cardFrame(this.#connection, this.#appearance);
    frame.addEventListener('load', () => this.#shakeHands(frame));
    this.#loading = setTimeout(() => this.#emit('loaderror', { error: loadError() }), LOAD_DEADLINE_MS);
    this.#frame = frame;
    place.append(frame);
  }

  unmount(): void {
    clearTimeout(this.#loading);
    this.#port?.close();
    this.#frame?.remove();
    this.#port = undefined;
    this.#frame = undefined;
    for (const answer of this.#waiting.values()) answer({ error: unmountedError() });
    this.#waiting.clear();
  }

  destroy(): void {
    this.unmount();
    this.#handlers.clear();
    this.#forget();
  }

  on(type: string, handler: Handler): this {
    const handlers = this.#handlers.get(type) ?? new Set();
    this.#handlers.set(type, handlers.add(handler));
    return this;
  }

  once(type: string, handler: Handler): this {
    const once = (event: object): void => {
      this.off(type, once);
      handler(event);
    };
    return this.on(type, once);
  }

  off(type: string, handler?: Handler): this {
    if (handler === undefined) this.#handlers.delete(type);
    else this.#handlers.get(type)?.delete(handler);
    return this;
  }

  /** Options of Stripe's that a form of cards only has no use for are taken and ignored. */
  update(_options: object): void {}

  focus(): void {
    this.#frame?.focus();
    this.#send({ type: 'focus' });
  }

  blur(): void {
    this.#send({ type: 'blur' });
  }

  clear(): void {
    this.#send({ type: 'clear' });
  }

  collapse(): void {}

  restyle(appearance: Appearance): void {
    this.#appearance = appearance;
    if (this.#frame !== undefined) this.#frame.style.colorScheme = schemeOf(appearance);
    this.#send({ type: 'appearance', appearance, locale: this.#connection.locale });
  }

  validate(): Promise<MethodResult> {
    return this.#ask((id) => ({ type: 'validate', id }));
  }

  createMethod(billing: object | undefined): Promise<MethodResult> {
    return this.#ask((id) => ({ type: 'create', id, key: this.#connection.key, billing }));
  }

  #shakeHands(frame: HTMLIFrameElement): void {
    const channel = new MessageChannel();
    this.#port = channel.port1;
    channel.port1.addEventListener('message', (event: MessageEvent<FromFrame>) => this.#hear(event.data));
    channel.port1.start();
    // Only a document of the sandbox's origin gets the port; the form in turn checks who sent it.
    frame.contentWindow?.postMessage({ type: 'sandbox:port' }, sandboxOrigin, [channel.port2]);
    this.restyle(this.#appearance);
  }

  #hear(message: FromFrame): void {
    if (message.type === 'height') {
      this.#frame?.style.setProperty('height', `${message.px}px`);
    } else if (message.type === 'answer') {
      this.#waiting.get(message.id)?.(message.result);
      this.#waiting.delete(message.id);
    } else if (message.type === 'change') {
      const { complete, empty } = message;
      this.#emit('change', { collapsed: false, complete, empty, value: { type: 'card' } });
    } else {
      if (message.type === 'ready') clearTimeout(this.#loading);
      if (message.type === 'submit') this.#frame?.closest('form')?.requestSubmit();
      this.#emit(message.type, {});
    }
  }

  #emit(type: string, event: object): void {
    for (const handler of this.#handlers.get(type) ?? []) handler({ elementType: 'payment', ...event });
  }

  #send(message: ToFrame): void {
    this.#port?.postMessage(message);
  }

  #ask(question: (id: number) => ToFrame): Promise<MethodResult> {
    if (this.#port === undefined) throw integrationError('The payment element is not mounted, or not ready yet.');
    const id = ++this.#questions;
    return new Promise((resolve) => {
      this.#waiting.set(id, resolve);
      this.#send(question(id));
    });
  }
}

class Elements implements ElementsHandle {
  readonly #connection: Connection;
  #options: ElementsOptions;
  #element: PaymentElement | undefined;

  constructor(connection: Connection, options: ElementsOptions) {
    this.#connection = connection;
    this.#options = options;
    this.#settle();
  }

  get clientSecret(): string | undefined {
    return this.#options.clientSecret;
  }

  create(type: string, _options: object = {}): PaymentElement {
    if (type !== 'payment') throw integrationError(`This sandbox serves the payment element only, not "${type}".`);
    if (this.#element !== undefined) throw integrationError('These elements have a payment element already.');
    this.#element = new PaymentElement(this.#connection, this.#options.appearance ?? {}, () => {
      this.#element = undefined;
    });
    return this.#element;
  }

  getElement(type: string): PaymentElement | null {
    return type === 'payment' ? (this.#element ?? null) : null;
  }

  update(options: ElementsOptions): void {
    this.#options = { ...this.#options, ...options };
    this.#settle();
    this.#element?.restyle(this.#options.appearance ?? {});
  }

  /** Checks what was typed and shows what is wrong in the form. */
  async submit(): Promise<{ error?: MethodResult['error']; selectedPaymentMethod?: string }> {
    const { error } = await this.#mounted().validate();
    return error === undefined ? { selectedPaymentMethod: 'card' } : { error };
  }

  async fetchUpdates(): Promise<object> {
    return {};
  }

  createMethod(billing: object | undefined): Promise<MethodResult> {
    return this.#mounted().createMethod(billing);
  }

  #mounted(): PaymentElement {
    if (this.#element === undefined) throw integrationError('These elements have no payment element.');
    return this.#element;
  }

  #settle(): void {
    const { locale, appearance } = this.#options;
    if (locale !== undefined) this.#connection.locale = locale === 'auto' ? navigator.language : locale;
    if (appearance !== undefined) this.#connection.theme = appearance.theme === 'night' ? 'night' : 'stripe';
  }
}

/** `Stripe(publishableKey)`: the part of Stripe.js that the README lists, with Stripe's results. */
function Stripe(key: string, options: { locale?: string } = {}): object {
  const locale = options.locale === undefined || options.locale === 'auto' ? navigator.language : options.locale;
  const connection: Connection = { origin: sandboxOrigin, key, locale, theme: undefined };
  return {
    elements: (chosen: ElementsOptions = {}) => new Elements(connection, chosen),
    confirmPayment: (how: ConfirmOptions): Promise<IntentResult> =>
      later.then((it) => it.confirm(connection, 'payment', how)),
    confirmSetup: (how: ConfirmOptions): Promise<IntentResult> =>
      later.then((it) => it.confirm(connection, 'setup', how)),
    createPaymentMethod: (how: {
      elements: ElementsHandle;
      params?: { billing_details?: object };
    }): Promise<MethodResult> => how.elements.createMethod(how.params?.billing_details),
    handleNextAction: (how: { clientSecret: string }): Promise<IntentResult> =>
      later.then((it) => it.handleNextAction(connection, how.clientSecret)),
    retrievePaymentIntent: (secret: string): Promise<IntentResult> =>
      later.then((it) => it.retrieve(connection, secret)),
    retrieveSetupIntent: (secret: string): Promise<IntentResult> => later.then((it) => it.retrieve(connection, secret)),
  };
}
Stripe.version = 3;
Object.assign(window, { Stripe });

function cardFrame(connection: Connection, appearance: Appearance): HTMLIFrameElement {
  const frame = document.createElement('iframe');
  const query = new URLSearchParams({
    locale: connection.locale,
    theme: appearance.theme ?? 'stripe',
    parent: location.origin,
  });
  frame.src = `${sandboxOrigin}/v3/card-frame?${query}`;
  frame.title = /^(nb|nn|no)\b/i.test(connection.locale) ? 'Sikkert kortskjema' : 'Secure card form';
  frame.allow = 'payment *';
  // Style properties set by script need no `unsafe-inline` in the page's content security policy.
  // The form keeps 4 px around itself for its focus rings; the margin takes them back, so that it lines up with the page.
  Object.assign(frame.style, {
    border: '0',
    display: 'block',
    margin: '-4px',
    width: 'calc(100% + 8px)',
    maxWidth: 'none',
  });
  Object.assign(frame.style, { height: '208px', colorScheme: schemeOf(appearance) });
  return frame;
}

function schemeOf(appearance: Appearance): 'light' | 'dark' {
  return appearance.theme === 'night' ? 'dark' : 'light';
}

function integrationError(message: string): Error {
  const error = new Error(message);
  error.name = 'IntegrationError';
  return error;
}

function loadError(): object {
  return { type: 'api_connection_error', message: 'The card form could not be loaded.' };
}

function unmountedError(): { type: string; message: string } {
  return { type: 'invalid_request_error', message: 'The payment element was unmounted before it could answer.' };
}
