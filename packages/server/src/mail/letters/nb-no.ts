import type { Words } from './words.ts';

const ALREADY_PAID = 'Har du betalt i løpet av de siste minuttene? Da er det ikke mer å gjøre.';
const CHECK_ACCOUNT = 'Betaler du fra nettbanken? Hent kontonummeret i portalen, aldri fra en e-post.';
const PAY_NOW = 'Betal nå';

export const nbNo: Words = {
  letters: {
    invoice_issued: ({ invoice, chargedTo }, { money, date, card }, { issuer }) => ({
      subject: `Faktura ${invoice.number}: ${money(invoice.amountDue)}`,
      heading: 'Du har en ny faktura',
      paragraphs: [
        chargedTo === null
          ? `${issuer} har utstedt faktura ${invoice.number}. Betal den senest ${date(invoice.dueOn)}.`
          : `${issuer} har utstedt faktura ${invoice.number}. Den belastes ${card(chargedTo)} ${date(invoice.dueOn)}, så du trenger ikke å gjøre noe.`,
      ],
      button: chargedTo === null ? PAY_NOW : 'Vis faktura',
      closing: CHECK_ACCOUNT,
    }),
    due_soon: ({ invoice, daysLeft, chargedTo }, { money, date, card }) => ({
      subject: `Faktura ${invoice.number} forfaller ${inDays(daysLeft)}`,
      heading: `Forfaller ${inDays(daysLeft)}`,
      paragraphs: [
        chargedTo === null
          ? `Faktura ${invoice.number} forfaller ${date(invoice.dueOn)}.`
          : `Faktura ${invoice.number} belastes ${card(chargedTo)} ${date(invoice.dueOn)}: ${money(invoice.amountDue)}. Du trenger ikke å gjøre noe.`,
      ],
      button: chargedTo === null ? PAY_NOW : 'Vis faktura',
      closing: chargedTo === null ? CHECK_ACCOUNT : 'Vil du bruke et annet kort? Bytt standardkortet før den dagen.',
    }),
    due_today: ({ invoice, chargedTo }, { money, card }) => ({
      subject: `Faktura ${invoice.number} forfaller i dag`,
      heading: 'Forfaller i dag',
      paragraphs: [
        chargedTo === null
          ? `Faktura ${invoice.number} forfaller i dag. Fra i morgen er den forfalt.`
          : `Faktura ${invoice.number} belastes ${card(chargedTo)} i dag: ${money(invoice.amountDue)}. Du trenger ikke å gjøre noe.`,
      ],
      button: chargedTo === null ? PAY_NOW : 'Vis faktura',
      closing: chargedTo === null ? ALREADY_PAID : undefined,
    }),
    reminder: ({ invoice, daysLate, isLast }, { money, date }) => ({
      subject: `${isLast ? 'Siste påminnelse' : 'Påminnelse'}: Faktura ${invoice.number} er ${late(daysLate)} forsinket`,
      heading: `${money(invoice.amountDue)} er forfalt`,
      paragraphs: [
        `Faktura ${invoice.number} forfalt ${date(invoice.dueOn)} og er ${late(daysLate)} forsinket.`,
        ...(isLast ? ['I morgen får faktureringsprofilen en advarsel som alle som kan betale for den, ser.'] : []),
        'Er det noe galt med fakturaen? Spør om den i portalen, så venter påminnelsene til du har fått svar.',
      ],
      button: PAY_NOW,
      closing: `${ALREADY_PAID} ${CHECK_ACCOUNT}`,
    }),
    profile_warned: ({ invoice, daysLate, disabledOn }, { date }, { issuer }) => ({
      subject: `Advarsel: Faktura ${invoice.number} er ${late(daysLate)} forsinket`,
      heading: 'Faktureringsprofilen har fått en advarsel',
      paragraphs: [
        `Faktura ${invoice.number} forfalt ${date(invoice.dueOn)} og er ${late(daysLate)} forsinket. Faktureringsprofilen ${invoice.profileName} har derfor fått statusen Advart.`,
        `Er fakturaen fortsatt ubetalt ${date(disabledOn)}, deaktiveres profilen, og ${issuer} kan stoppe tjenestene som faktureres den.`,
        'Når du betaler, forsvinner advarselen med en gang.',
      ],
      button: PAY_NOW,
      closing: ALREADY_PAID,
    }),
    profile_disabled: ({ invoice, daysLate }, { date }, { issuer }) => ({
      subject: `${invoice.profileName} er deaktivert: Faktura ${invoice.number} er ubetalt`,
      heading: 'Faktureringsprofilen er deaktivert',
      paragraphs: [
        `Faktura ${invoice.number} forfalt ${date(invoice.dueOn)} og er ${late(daysLate)} forsinket. Faktureringsprofilen ${invoice.profileName} er derfor deaktivert, og ${issuer} kan stoppe tjenestene som faktureres den.`,
        'Når du betaler det som er forfalt, blir profilen aktiv igjen med en gang.',
      ],
      button: PAY_NOW,
      closing: ALREADY_PAID,
    }),
    receipt: ({ amount, invoices, onAccount }, { money, list }) => ({
      subject: `Kvittering: ${money(amount)}${invoices.length === 1 ? ` for faktura ${invoices[0]?.number}` : ''}`,
      heading: 'Takk, det er betalt',
      paragraphs: [
        invoices.length === 0
          ? `Vi har mottatt ${money(amount)}.`
          : `Vi har mottatt ${money(amount)} for ${invoices.length === 1 ? 'faktura' : 'fakturaene'} ${list(invoices.map(({ number }) => number))}.`,
        ...(onAccount === null
          ? []
          : [`${money(onAccount)} av det står inne hos oss og kan brukes på andre fakturaer.`]),
      ],
      button: invoices.length === 1 ? 'Vis faktura' : 'Vis betalinger',
    }),
    payment_declined: ({ invoice, amount, card: used, reason, nextTryOn }, { money, date, card }) => ({
      subject: `Kortet ble avvist: Faktura ${invoice.number} er ikke betalt`,
      heading: 'Kortet ditt ble avvist',
      paragraphs: [
        `Vi prøvde å belaste ${card(used)} med ${money(amount)} for faktura ${invoice.number}. Ingenting er belastet.`,
        nbNo.declines[reason],
        nextTryOn === null
          ? 'Kortet prøves ikke på nytt av seg selv.'
          : `Vi prøver kortet på nytt ${date(nextTryOn)}. Bytter du standardkortet, prøves det nye med en gang.`,
      ],
      button: PAY_NOW,
    }),
    authentication_needed: ({ invoice, amount, card: used }, { money, card }) => ({
      subject: `Banken vil at du bekrefter betalingen av faktura ${invoice.number}`,
      heading: 'Bekreft betalingen i banken',
      paragraphs: [
        `Banken bak ${card(used)} vil at du bekrefter ${money(amount)} for faktura ${invoice.number} før den betaler. Ingenting er belastet ennå.`,
        'Åpne betalingen, trykk Betal nå, og følg instruksjonene fra banken. Det tar et minutt.',
      ],
      button: 'Bekreft og betal',
      closing: ALREADY_PAID,
    }),
    refund_made: ({ amount, invoices }, { money, list }) => ({
      subject: `Refusjon: ${money(amount)}`,
      heading: `${money(amount)} er på vei tilbake til deg`,
      paragraphs: [
        invoices.length === 0
          ? `Vi har refundert ${money(amount)}.`
          : `Vi har refundert ${money(amount)} av det som ble betalt for ${invoices.length === 1 ? 'faktura' : 'fakturaene'} ${list(invoices.map(({ number }) => number))}.`,
        'Det kan ta opptil ti dager før banken viser en refusjon.',
      ],
      button: invoices.length === 1 ? 'Vis faktura' : 'Vis betalinger',
    }),
    dispute_opened: ({ amount, answerBy, isInquiry }, { money, date }, { customer }) => ({
      subject: `${isInquiry ? 'Spørsmål fra en bank' : 'Bestridt betaling'}: ${money(amount)} fra ${customer}`,
      heading: isInquiry ? 'En bank spør om en betaling' : 'En betaling er bestridt',
      paragraphs: [
        isInquiry
          ? `Banken til ${customer} spør om ${money(amount)}. Ingen penger er flyttet. Uten et godt svar blir betalingen bestridt.`
          : `Banken til ${customer} har tatt tilbake ${money(amount)} mens den ser på saken. Påminnelser om fakturaene venter.`,
        answerBy === null
          ? 'Svar hos betalingsformidleren.'
          : `Svar hos betalingsformidleren senest ${date(answerBy)}. Uten svar er saken tapt.`,
      ],
      button: 'Vis betalingen',
    }),
    card_expires: ({ card: expiring, profileName, expiresOn }, { date, card }) => ({
      subject: `${card(expiring)} utløper snart`,
      heading: 'Kortet ditt utløper snart',
      paragraphs: [
        `${card(expiring)} betaler fakturaene til ${profileName} og kan belastes til og med ${date(expiresOn)}. Legg til det nye kortet før det, og gjør det til standard.`,
      ],
      button: 'Bytt kort',
    }),
    test: (_letter, _formats, { issuer }) => ({
      subject: 'Betalt kan sende e-post',
      heading: 'Det virker',
      paragraphs: [`Slik ser e-post fra ${issuer} ut. Noen med tilgang til serveren ba om denne.`],
      button: 'Åpne portalen',
    }),
  },
  labels: {
    invoice: 'Faktura',
    invoices: 'Fakturaer',
    billingProfile: 'Faktureringsprofil',
    amountDue: 'Skyldig beløp',
    total: 'Fakturabeløp',
    dueDate: 'Forfallsdato',
    paymentReference: 'Betalingsreferanse',
    kid: 'Betalingsreferanse (KID)',
    amount: 'Beløp',
    amountPaid: 'Betalt beløp',
    amountRefunded: 'Refundert beløp',
    onAccount: 'Innestående beløp',
    paidOn: 'Betalt',
    refundedOn: 'Refundert',
    paidWith: 'Betalt med',
    refundedTo: 'Refundert til',
    card: 'Kort',
    reason: 'Årsak',
    payment: 'Betaling',
    customer: 'Kunde',
    answerBy: 'Svarfrist',
    lastDay: 'Siste dag',
  },
  why: {
    pays: ({ customer }) => `Du får denne e-posten fordi du kan betale fakturaene til ${customer}.`,
    listed: ({ customer }) =>
      `Du får denne e-posten fordi ${customer} har ført opp adressen din som mottaker av fakturaene sine.`,
    paid: () => 'Du får denne e-posten fordi du utførte betalingen.',
    owns_card: () => 'Du får denne e-posten fordi kortet er ditt.',
    staff: ({ issuer }) => `Du får denne e-posten fordi du følger opp betalinger hos ${issuer}.`,
    asked: () => 'Du får denne e-posten fordi noen prøvde om e-post virker.',
  },
  sentBy: ({ issuer }) =>
    `${issuer} sender dette gjennom faktureringsportalen Betalt. Ingen leser svar på denne e-posten.`,
  methods: { CheckWire: 'Bankoverføring', DirectDebit: 'Direkte belastning', Credits: 'Kreditt', Other: 'Annet' },
  openPortal: 'Åpne portalen',
  declines: {
    card_declined: 'Banken avviste kortet. Betal med et annet kort, eller spør banken hvorfor.',
    insufficient_funds: 'Det var ikke nok penger på kortet. Betal med et annet kort, eller sørg for at det er dekning.',
    card_expired: 'Kortet er utløpt. Legg til det nye kortet, eller betal med et annet.',
    incorrect_cvc: 'Sikkerhetskoden var ikke riktig. Legg til kortet på nytt med riktig kode.',
    incorrect_number: 'Kortnummeret er ikke riktig. Legg til kortet på nytt.',
    lost_or_stolen: 'Kortet kan ikke brukes mer. Betal med et annet kort, og kontakt banken.',
    limit_exceeded: 'Beløpet er over grensen for kortet. Betal med et annet kort, eller be banken om å heve grensen.',
    authentication_failed: 'Banken kunne ikke bekrefte at det var deg. Betal på nytt, eller med et annet kort.',
    authentication_required: 'Banken vil at du bekrefter betalingen. Betal på nytt, og fullfør bekreftelsen.',
    processing_error: 'Banken kunne ikke behandle kortet akkurat da. Betal på nytt, eller med et annet kort.',
    payment_method_unusable: 'Kortet kan ikke lenger brukes. Betal med et annet kort, eller legg til et nytt.',
  },
};

function inDays(days: number): string {
  if (days <= 0) return 'i dag';
  return days === 1 ? 'i morgen' : `om ${days} dager`;
}

function late(days: number): string {
  return days === 1 ? '1 dag' : `${days} dager`;
}
