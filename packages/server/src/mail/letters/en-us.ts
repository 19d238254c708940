import type { Words } from './words.ts';

const ALREADY_PAID = 'Paid in the last few minutes? Then there is nothing left to do.';
const CHECK_ACCOUNT = 'Paying by transfer? Take the account number from the portal, never from a mail.';
const PAY_NOW = 'Pay now';

export const enUs: Words = {
  letters: {
    invoice_issued: ({ invoice, chargedTo }, { money, date, card }, { issuer }) => ({
      subject: `Invoice ${invoice.number}: ${money(invoice.amountDue)}`,
      heading: 'You have a new invoice',
      paragraphs: [
        chargedTo === null
          ? `${issuer} has issued invoice ${invoice.number}. Please pay it by ${date(invoice.dueOn)}.`
          : `${issuer} has issued invoice ${invoice.number}. It is charged to ${card(chargedTo)} on ${date(invoice.dueOn)}; you do not have to do anything.`,
      ],
      button: chargedTo === null ? PAY_NOW : 'View invoice',
      closing: CHECK_ACCOUNT,
    }),
    due_soon: ({ invoice, daysLeft, chargedTo }, { money, date, card }) => ({
      subject: `Invoice ${invoice.number} is due ${inDays(daysLeft)}`,
      heading: `Due ${inDays(daysLeft)}`,
      paragraphs: [
        chargedTo === null
          ? `Invoice ${invoice.number} is due on ${date(invoice.dueOn)}.`
          : `Invoice ${invoice.number} will be charged to ${card(chargedTo)} on ${date(invoice.dueOn)}: ${money(invoice.amountDue)}. You do not have to do anything.`,
      ],
      button: chargedTo === null ? PAY_NOW : 'View invoice',
      closing: chargedTo === null ? CHECK_ACCOUNT : 'To use another card, change the default one before that day.',
    }),
    due_today: ({ invoice, chargedTo }, { money, card }) => ({
      subject: `Invoice ${invoice.number} is due today`,
      heading: 'Due today',
      paragraphs: [
        chargedTo === null
          ? `Invoice ${invoice.number} is due today. From tomorrow it is past due.`
          : `Invoice ${invoice.number} is charged to ${card(chargedTo)} today: ${money(invoice.amountDue)}. You do not have to do anything.`,
      ],
      button: chargedTo === null ? PAY_NOW : 'View invoice',
      closing: chargedTo === null ? ALREADY_PAID : undefined,
    }),
    reminder: ({ invoice, daysLate, isLast }, { money, date }) => ({
      subject: `${isLast ? 'Last reminder' : 'Reminder'}: invoice ${invoice.number} is ${late(daysLate)}`,
      heading: `${money(invoice.amountDue)} is past due`,
      paragraphs: [
        `Invoice ${invoice.number} was due on ${date(invoice.dueOn)} and is ${late(daysLate)}.`,
        ...(isLast ? ['Tomorrow the billing profile gets a warning that everybody who may pay it can see.'] : []),
        'Is something wrong with the invoice? Ask about it in the portal, and reminders wait until you have an answer.',
      ],
      button: PAY_NOW,
      closing: `${ALREADY_PAID} ${CHECK_ACCOUNT}`,
    }),
    profile_warned: ({ invoice, daysLate, disabledOn }, { date }, { issuer }) => ({
      subject: `Warning: invoice ${invoice.number} is ${late(daysLate)}`,
      heading: 'The billing profile has a warning',
      paragraphs: [
        `Invoice ${invoice.number} was due on ${date(invoice.dueOn)} and is ${late(daysLate)}. The billing profile ${invoice.profileName} is therefore marked Warned.`,
        `If the invoice is still unpaid on ${date(disabledOn)}, the profile is disabled, and ${issuer} may stop the services that are billed to it.`,
        'Paying clears the warning at once.',
      ],
      button: PAY_NOW,
      closing: ALREADY_PAID,
    }),
    profile_disabled: ({ invoice, daysLate }, { date }, { issuer }) => ({
      subject: `${invoice.profileName} is disabled: invoice ${invoice.number} is unpaid`,
      heading: 'The billing profile is disabled',
      paragraphs: [
        `Invoice ${invoice.number} was due on ${date(invoice.dueOn)} and is ${late(daysLate)}. The billing profile ${invoice.profileName} is therefore disabled, and ${issuer} may stop the services that are billed to it.`,
        'Paying what is past due makes the profile active again at once.',
      ],
      button: PAY_NOW,
      closing: ALREADY_PAID,
    }),
    receipt: ({ amount, invoices, onAccount }, { money, list }) => ({
      subject: `Receipt: ${money(amount)}${invoices.length === 1 ? ` for invoice ${invoices[0]?.number}` : ''}`,
      heading: 'Thank you, it is paid',
      paragraphs: [
        invoices.length === 0
          ? `We have received ${money(amount)}.`
          : `We have received ${money(amount)} for ${invoices.length === 1 ? 'invoice' : 'invoices'} ${list(invoices.map(({ number }) => number))}.`,
        ...(onAccount === null
          ? []
          : [`${money(onAccount)} of it is on your account, and can be used for other invoices.`]),
      ],
      button: invoices.length === 1 ? 'View invoice' : 'View payments',
    }),
    payment_declined: ({ invoice, amount, card: used, reason, nextTryOn }, { money, date, card }) => ({
      subject: `Card declined: invoice ${invoice.number} is not paid`,
      heading: 'Your card was declined',
      paragraphs: [
        `We tried to charge ${money(amount)} for invoice ${invoice.number} to ${card(used)}. Nothing was charged.`,
        enUs.declines[reason],
        nextTryOn === null
          ? 'The card is not tried again by itself.'
          : `We try the card again on ${date(nextTryOn)}. If you change the default card, the new one is tried at once.`,
      ],
      button: PAY_NOW,
    }),
    authentication_needed: ({ invoice, amount, card: used }, { money, card }) => ({
      subject: `Your bank wants you to confirm invoice ${invoice.number}`,
      heading: 'Confirm the payment with your bank',
      paragraphs: [
        `The bank behind ${card(used)} wants you to confirm ${money(amount)} for invoice ${invoice.number} before it pays. Nothing was charged yet.`,
        'Open the payment, press Pay now, and follow your bank’s instructions. It takes a minute.',
      ],
      button: 'Confirm and pay',
      closing: ALREADY_PAID,
    }),
    refund_made: ({ amount, invoices }, { money, list }) => ({
      subject: `Refund: ${money(amount)}`,
      heading: `${money(amount)} is on its way back to you`,
      paragraphs: [
        invoices.length === 0
          ? `We have refunded ${money(amount)}.`
          : `We have refunded ${money(amount)} of what was paid for ${invoices.length === 1 ? 'invoice' : 'invoices'} ${list(invoices.map(({ number }) => number))}.`,
        'Banks need up to ten days to show a refund.',
      ],
      button: invoices.length === 1 ? 'View invoice' : 'View payments',
    }),
    dispute_opened: ({ amount, answerBy, isInquiry }, { money, date }, { customer }) => ({
      subject: `${isInquiry ? 'Question of a bank' : 'Dispute'}: ${money(amount)} from ${customer}`,
      heading: isInquiry ? 'A bank asks about a payment' : 'A payment is disputed',
      paragraphs: [
        isInquiry
          ? `The bank of ${customer} asks about ${money(amount)}. No money has moved; without a good answer it becomes a dispute.`
          : `The bank of ${customer} has taken back ${money(amount)} while it looks into a dispute. Reminders of the invoices wait.`,
        answerBy === null
          ? 'Answer it at the gateway.'
          : `Answer it at the gateway by ${date(answerBy)}; without an answer it is lost.`,
      ],
      button: 'View payment',
    }),
    card_expires: ({ card: expiring, profileName, expiresOn }, { date, card }) => ({
      subject: `${card(expiring)} expires soon`,
      heading: 'Your card expires soon',
      paragraphs: [
        `${card(expiring)} pays the invoices of ${profileName} and can be charged until ${date(expiresOn)}. Add the new card before that, and make it the default.`,
      ],
      button: 'Change the card',
    }),
    test: (_letter, _formats, { issuer }) => ({
      subject: 'Betalt can send mail',
      heading: 'It works',
      paragraphs: [`This is how mails from ${issuer} look. Somebody with access to the server asked for this one.`],
      button: 'Open the portal',
    }),
  },
  labels: {
    invoice: 'Invoice',
    invoices: 'Invoices',
    billingProfile: 'Billing profile',
    amountDue: 'Amount due',
    total: 'Invoice total',
    dueDate: 'Due date',
    paymentReference: 'Payment reference',
    kid: 'Payment reference (KID)',
    amount: 'Amount',
    amountPaid: 'Amount paid',
    amountRefunded: 'Amount refunded',
    onAccount: 'Money on account',
    paidOn: 'Paid on',
    refundedOn: 'Refunded on',
    paidWith: 'Paid with',
    refundedTo: 'Refunded to',
    card: 'Card',
    reason: 'Reason',
    payment: 'Payment',
    customer: 'Customer',
    answerBy: 'Answer by',
    lastDay: 'Last day',
  },
  why: {
    pays: ({ customer }) => `You get this because you may pay the invoices of ${customer}.`,
    listed: ({ customer }) => `You get this because ${customer} lists your address as a recipient of its invoices.`,
    paid: () => 'You get this because you made the payment.',
    owns_card: () => 'You get this because the card is yours.',
    staff: ({ issuer }) => `You get this because you look after payments at ${issuer}.`,
    asked: () => 'You get this because somebody tested whether mail works.',
  },
  sentBy: ({ issuer }) => `${issuer} sends this through Betalt, its billing portal. Nobody reads answers to it.`,
  methods: { CheckWire: 'Bank transfer', DirectDebit: 'Direct debit', Credits: 'Credit', Other: 'Other' },
  openPortal: 'Open the portal',
  declines: {
    card_declined: 'The bank declined the card. Pay with another card, or ask the bank why.',
    insufficient_funds: 'There was not enough money on the card. Pay with another card, or make sure that there is.',
    card_expired: 'The card has expired. Add the new card, or pay with another one.',
    incorrect_cvc: 'The security code was not correct. Add the card again with the right code.',
    incorrect_number: 'The card number is not correct. Add the card again.',
    lost_or_stolen: 'The card cannot be used any more. Pay with another card, and contact the bank.',
    limit_exceeded: 'The amount is above the limit of the card. Pay with another card, or ask the bank to raise it.',
    authentication_failed: 'The bank could not confirm that it was you. Pay again, or with another card.',
    authentication_required: 'The bank wants you to confirm the payment. Pay again, and complete the confirmation.',
    processing_error: 'The bank could not process the card at that moment. Pay again, or with another card.',
    payment_method_unusable: 'The card can no longer be used. Pay with another card, or add a new one.',
  },
};

function inDays(days: number): string {
  if (days <= 0) return 'today';
  return days === 1 ? 'tomorrow' : `in ${days} days`;
}

function late(days: number): string {
  return days === 1 ? '1 day late' : `${days} days late`;
}
