import type { ProblemCatalogue, ProblemFacts } from './problem-facts.ts';

/** Norwegian Bokmål, written by hand to Microsoft's Norwegian terms. */
export const SENTENCES_NB_NO: ProblemCatalogue = {
  problems: {
    MissingApiVersionParameter: ({ supported }) =>
      `Spørringsparameteren api-version er nødvendig. Bruk en av: ${supported}.`,
    InvalidApiVersionParameter: ({ asked, supported }) =>
      `api-version «${asked}» støttes ikke. Bruk en av: ${supported}.`,
    AuthenticationFailed: () => 'Logg på, eller send et tilgangstoken i Authorization-hodet.',
    InvalidAuthenticationToken: () => 'Tilgangstokenet er ugyldig, utløpt eller trukket tilbake. Skaff et nytt.',
    CrossSiteRequest: () => 'Forespørselen kom fra et annet nettsted og ble avvist. Åpne portalen og prøv igjen der.',
    AuthorizationFailed: () =>
      'Du har ikke tillatelse til å gjøre dette. En eier av faktureringskontoen kan gi deg en rolle som har det.',
    InvalidRequestBody: ({ count }) =>
      count === 1 ? 'En verdi i forespørselen er ugyldig.' : `${count} verdier i forespørselen er ugyldige.`,
    InvalidQueryParameter: ({ count }) =>
      count === 1 ? 'En spørringsparameter er ugyldig.' : `${count} spørringsparametere er ugyldige.`,
    InvalidPathParameter: () => 'En del av adressen er ugyldig.',
    InvalidHeader: () => 'Et hode i forespørselen er ugyldig.',
    MalformedJson: () => 'Innholdet i forespørselen er ikke gyldig JSON.',
    MalformedForm: ({ mostFiles }) =>
      `Skjemaet kunne ikke leses. Send multipart/form-data med 1 til ${mostFiles} filer og ikke noe annet.`,
    RequestEntityTooLarge: ({ limitMiB }) => `Innholdet i forespørselen er for stort. Grensen er ${limitMiB} MiB.`,
    UnsupportedMediaType: ({ mediaType }) =>
      `Innholdstypen ${mediaType === '' ? '(ingen)' : mediaType} støttes ikke her. Send application/json.`,
    NotFound: () => 'Det finnes ingenting på denne adressen.',
    MethodNotAllowed: ({ method, allowed }) => `${method} er ikke mulig her. Mulige er: ${allowed}.`,
    PreconditionFailed: () => 'Den er endret siden du leste den. Les den på nytt og gjenta endringen.',
    TooManyRequests: ({ retryAfterSeconds }) =>
      `For mange forespørsler. Prøv igjen om ${retryAfterSeconds} ${retryAfterSeconds === 1 ? 'sekund' : 'sekunder'}.`,
    BadRequest: () => 'Forespørselen var ikke til å forstå.',
    InternalServerError: ({ correlationId }) =>
      `Noe gikk galt hos oss. Prøv igjen. Hvis det ikke hjelper, oppgi dette nummeret til kundestøtte: ${correlationId}.`,
    ServiceUnavailable: () => 'Tjenesten er opptatt eller kan ikke nås akkurat nå. Prøv igjen om litt.',

    BillingAccountNotFound: () => 'Fant ikke faktureringskontoen, eller du har ikke tilgang til den.',
    BillingProfileNotFound: () => 'Fant ikke faktureringsprofilen, eller du har ikke tilgang til den.',
    InvoiceSectionNotFound: () => 'Fant ikke fakturainndelingen, eller du har ikke tilgang til den.',
    InvoiceNotFound: ({ invoiceName }) => `Fant ikke faktura ${invoiceName}, eller du har ikke tilgang til den.`,
    DocumentNotFound: () => 'Fant ikke dokumentet, eller du har ikke tilgang til det.',
    PaymentNotFound: () => 'Fant ikke betalingen, eller du har ikke tilgang til den.',
    PaymentMethodNotFound: () => 'Fant ikke betalingsmåten, eller du kan ikke bruke den her.',
    PaymentMethodLinkNotFound: () => 'Betalingsmåten er ikke knyttet til denne faktureringsprofilen.',
    WebhookEndpointNotFound: () => 'Fant ikke webhook-endepunktet.',
    WebhookDeliveryNotFound: () => 'Fant ikke leveringen. Leveringer oppbevares i 30 dager.',

    SignInFailed: () => 'E-postadressen eller passordet er feil.',
    TooManySignInAttempts: ({ retryAfterSeconds }) =>
      `For mange forsøk. Vent ${inTime(retryAfterSeconds)} og prøv igjen.`,
    SignUpClosed: () => 'Registrering er stengt her. Be leverandøren om tilgang.',
    InvitationNotValid: () => 'Invitasjonen er ugyldig, brukt eller utløpt. Be leverandøren om en ny.',
    EmailTaken: () => 'Det finnes allerede en person med denne e-postadressen. Logg på i stedet.',
    AgreementVersionNotCurrent: ({ current }) => `Avtalen er fornyet. Les og godta versjon ${current}.`,
    CurrencyNotSupported: ({ currency }) => `Valutaen ${currency} er ukjent. Velg en annen.`,
    CountryNotSupported: ({ country }) =>
      `Landet ${country} er ukjent. Bruk landskoden på to bokstaver, for eksempel NO.`,
    TimeZoneNotKnown: ({ timeZone }) => `Tidssonen ${timeZone} er ukjent. Bruk for eksempel Europe/Oslo.`,

    NoPermission: () =>
      'Du har ikke tillatelse til å betale denne fakturaen. En eier av faktureringskontoen kan gi deg en rolle som har det.',
    InvoiceVoid: ({ invoiceName }) => `Faktura ${invoiceName} er annullert. Det er ingenting å betale.`,
    CreditNote: ({ invoiceName }) => `${invoiceName} er en kreditnota. Det er ingenting å betale.`,
    InvoiceAlreadyPaid: ({ invoiceName }) => `Faktura ${invoiceName} er allerede betalt.`,
    InvoiceDisputed: ({ invoiceName }) => `Faktura ${invoiceName} er bestridt. Den kan betales når saken er avgjort.`,
    PaymentInProgress: ({ invoiceName }) =>
      `En betaling av faktura ${invoiceName} behandles. Vent til den er ferdig. Du blir ikke belastet to ganger.`,
    CardNotAllowed: () => 'Fakturaer for denne kontotypen kan ikke betales med kort. Betal med bankoverføring.',
    SeveralCurrencies: ({ currencies }) =>
      `Fakturaer i ulike valutaer${currencies === undefined ? '' : ` (${currencies})`} kan ikke betales sammen. Betal hver valuta for seg.`,
    AmountAboveDue: ({ invoiceName }) => `Beløpet er større enn det som forfaller på faktura ${invoiceName}.`,
    PartPaymentNotAllowed: () => 'Delbetaling er ikke mulig for denne kontotypen. Betal hele beløpet.',
    AmountBelowMinimum: ({ invoiceName }) =>
      `Beløpet for faktura ${invoiceName} er mindre enn det minste som kan betales i valutaen.`,
    AmountNotChargeable: () =>
      'Kort kan ikke belastes med siste desimal i denne valutaen. Velg et beløp der siste desimal er null.',
    InvoiceNamedTwice: ({ invoiceName }) => `Faktura ${invoiceName} er nevnt to ganger. Nevn hver faktura én gang.`,
    TooManyInvoices: ({ most }) => `Mer enn ${most} fakturaer forfaller. Velg høyst ${most} om gangen.`,
    NothingDue: () => 'Det er ingenting som forfaller, som du kan betale.',
    PaymentMethodRequired: () => 'Velg en betalingsmåte, eller bruk kreditt som dekker alt.',
    NoCreditLeft: () => 'Det er ingen kreditt og ikke noe innestående beløp å bruke på dette.',
    CreditNotEnough: () =>
      'Kreditt og innestående beløp dekker ikke summen. Velg en betalingsmåte for resten, eller et lavere beløp.',
    AutomaticPaymentNotPossible: ({ reason }) => reason,
    PayLinkNotFound: () => 'Denne betalingskoblingen åpner ikke lenger noen faktura. Be avsenderen om en ny.',
    AboveCardLimit: () => 'Beløpet er over grensen for kort. Betal med bankoverføring, eller betal en del av det.',
    PaymentMethodExpired: () => 'Kortet er utløpt. Velg et annet kort eller legg til et nytt.',
    IdempotencyKeyReused: () =>
      'Denne idempotensnøkkelen er brukt for en annen forespørsel. Bruk en ny nøkkel for hver ny forespørsel.',
    PaymentNotCancelable: () =>
      'Bare en betaling som venter på deg, kan avbrytes. Denne er gjennomført, eller utfallet er ikke kjent ennå.',
    PaymentMethodSetupNotFound: () => 'Fant ingen slik kortregistrering. Begynn på nytt med å legge til kortet.',
    PaymentMethodSetupIncomplete: () => 'Kortet er ikke bekreftet ennå. Fyll ut kortskjemaet, og prøv igjen.',
    PaymentMethodInUse: ({ count }) => `Kortet kan ikke fjernes ennå: ${count} forhold gjenstår. Se detaljene.`,
    PaymentMethodIsDefault: () =>
      'Kortet er standard for denne faktureringsprofilen. Velg et annet kort som standard først.',
    InvalidFilter: ({ position, message }) => `Filteret kan ikke leses ved tegn ${position}: ${message}.`,
    InvalidOrderBy: ({ known }) => `orderBy tar en av ${known}, etterfulgt av asc eller desc.`,
    InvalidSkipToken: () =>
      'Sidelenken hører ikke til denne listen, eller rekkefølgen er endret. Les listen fra begynnelsen.',
    InvalidAmount: ({ currency }) =>
      `Beløpet må være et tall over null med høyst så mange desimaler som ${currency} har, i fakturaens valuta.`,
    PaymentCanceled: () => 'Betalingen ble avbrutt, og ingenting er belastet. Du kan betale på nytt når du vil.',
    WebhookSignatureInvalid: () =>
      'Signaturen er ikke betalingstjenestens, eller den er for gammel. Ingenting er lagret.',
    BankTransactionNotFound: () => 'Banktransaksjonen finnes ikke. Kontroller navnet.',
    BankTransactionNotOpen: () =>
      'Denne banktransaksjonen kan ikke avgjøres: den er koblet, tilbakeført eller går feil vei. Opphev koblingen først.',
    BankTransactionNotMatched: () =>
      'Banktransaksjonen er verken koblet eller ignorert, så det er ingenting å oppheve.',
    InvalidBankMatch: () =>
      'Angi en faktureringskonto med fakturaer eller med en profil for innestående beløp. Beløp må være positive. For et uttak: bare hva det tilbakefører.',
    TransferAmountTooHigh: () => 'Beløpene til fakturaene er til sammen høyere enn overføringen. Reduser ett av dem.',
    PaymentNotReversible: () =>
      'Noe av betalingen er refundert, eller den er allerede tilbakeført. Gjør opp differansen med betaleren.',
    TransferNotAvailable: () =>
      'Fakturaen har ingen bankkonto, og utstederen har ikke oppgitt noen. Spør utstederen hvor du skal betale.',
    PaymentDeclined: ({ reason }) => reason,
    PaymentNotAttempted: () => 'Betalingstjenesten kunne ikke nås, og ingenting er belastet. Prøv igjen om litt.',

    WebhookEndpointDisabled: () => 'Webhook-endepunktet er slått av. Slå det på først.',
    TooManyWebhookEndpoints: ({ most }) =>
      `En konto kan ha ${most} webhook-endepunkter. Fjern ett som ikke trengs lenger.`,
    WebhookUrlRefused: ({ reason }) => WEBHOOK_URL[reason],
    UnknownEventType: ({ type, known }) => `Hendelsestypen ${type} finnes ikke. Bruk en av: ${known}.`,
    InvalidEventCursor: () => 'Markøren kommer ikke fra et tidligere svar. Begynn uten.',
    EventCursorExpired: () =>
      'Markøren er mer enn 30 dager gammel, og hendelser etter den kan være slettet. Les ressursene, og begynn uten markør.',
    InvoiceHasPayments: ({ invoiceName }) =>
      `Noe er betalt eller blir betalt av faktura ${invoiceName}, så den kan ikke annulleres. Utsted en kreditnota i stedet.`,
    InvoiceAlreadyCorrected: ({ invoiceName }) =>
      `Faktura ${invoiceName} er allerede korrigert. Hvis den korrigerte fakturaen også er feil, må du korrigere den.`,
    NothingToCredit: ({ invoiceName }) => `Det er ikke noe igjen å kreditere av faktura ${invoiceName}.`,
    AmountAboveCreditable: ({ creditable }) => `Det er høyst ${creditable} igjen å kreditere.`,
    InvoiceLineNotFound: ({ lineId }) => `Fakturaen har ingen linje ${lineId}.`,
    InvoiceNotIssuable: ({ count }) =>
      `Fakturaen kan ikke utstedes: ${count === 1 ? 'én ting' : `${count} ting`} er feil. Se detaljene.`,
    InvoiceNumberTaken: ({ number }) =>
      `Nummer ${number} er brukt av en annen faktura. Utelat nummeret, eller velg et annet.`,
    QueryNotFound: () => 'Det finnes ingen slik forespørsel om denne fakturaen.',
    QueryClosed: () => 'Forespørselen er lukket. Spør på nytt for å åpne en ny.',

    PaymentNotSettled: () => 'Betalingen er ikke gjort opp, så det er ikke noe å refundere ennå.',
    PaymentNotRefundable: () =>
      'Betalingen ble gjort med kreditt, eller banken har tatt den tilbake, så det er ingen penger å sende tilbake.',
    PaymentDisputed: () =>
      'Betalerens bank har tatt tilbake penger fra denne betalingen i en tvist, så den kan ikke refunderes. Svar på tvisten.',
    NothingToRefund: () => 'Det er ikke noe igjen å refundere: Det er allerede refundert eller på vei.',
    AmountAboveRefundable: ({ refundable }) => `Høyst ${refundable} kan refunderes.`,
    AmountNotRefundable: () =>
      'Kort kan ikke få refundert siste desimal i denne valutaen. Velg et beløp der siste desimal er null.',
    RefundNotFound: () => 'Refusjonen finnes ikke, eller du har ikke tilgang til å se den.',
    RefundNotSettleable: () =>
      'Bare refusjon av en bankoverføring som ikke er betalt ut ennå, gjøres opp for hånd. Betalingsformidleren gjør opp andre.',
    RefundNotFailed: () => 'Refusjonen har ikke mislyktes, så det er ikke noe å bekrefte.',
    RefundFailed: ({ reason }) => reason,
    DisputeNotFound: () => 'Tvisten finnes ikke, eller du har ikke tilgang til å se den.',
  },
  violations: {
    required: () => 'Må fylles ut.',
    unknown: () => 'Er ukjent her. Fjern den.',
    type: (limit) => `Må være av typen ${limit}.`,
    format: (limit) => `Må være ${FORMATS[limit] ?? `gyldig ${limit}`}.`,
    tooShort: (limit) => (limit === '1' ? 'Kan ikke være tom.' : `Må ha minst ${limit} tegn.`),
    tooLong: (limit) => `Kan ha høyst ${limit} tegn.`,
    tooSmall: (limit) => `Må være minst ${limit}.`,
    tooLarge: (limit) => `Må være høyst ${limit}.`,
    tooFew: (limit) => `Må ha minst ${limit} elementer.`,
    tooMany: (limit) => `Kan ha høyst ${limit} elementer.`,
    notAllowed: (limit) => (limit === '' ? 'Er ikke en av de tillatte verdiene.' : `Må være en av: ${limit}.`),
    pattern: () => 'Har ikke riktig form.',
    invalid: () => 'Er ugyldig.',
  },
};

const WEBHOOK_URL: Readonly<Record<ProblemFacts['WebhookUrlRefused']['reason'], string>> = {
  malformed: 'Dette er ikke en fullstendig adresse. Bruk en som https://example.com/hooks.',
  scheme: 'Adressen må begynne med https://.',
  credentials: 'Adressen kan ikke ha brukernavn eller passord. Kontroller signaturen på hver melding i stedet.',
  fragment: 'Adressen kan ikke ha en del etter #.',
  port: 'Porten må være 80, 443, eller 1024 og oppover.',
  address: 'Meldinger sendes ikke til private adresser. Bruk en som kan nås fra internett.',
};

const FORMATS: Readonly<Record<string, string>> = {
  email: 'en gyldig e-postadresse',
  'date-time': 'en gyldig dato med klokkeslett',
  date: 'en gyldig dato',
};

function inTime(seconds: number): string {
  const minutes = Math.ceil(seconds / 60);
  return seconds < 90 ? `${seconds} ${seconds === 1 ? 'sekund' : 'sekunder'}` : `${minutes} minutter`;
}
