import type { MessageDescriptor } from '@lingui/core';
import { msg } from '@lingui/core/macro';
import { useLingui } from '@lingui/react/macro';

/** Azure's agreement types, as its pages write them. */
const AGREEMENTS: Readonly<Record<string, MessageDescriptor>> = {
  MicrosoftCustomerAgreement: msg`Microsoft Customer Agreement`,
  MicrosoftOnlineServicesProgram: msg`Microsoft Online Services Program`,
  EnterpriseAgreement: msg`Enterprise Agreement`,
  MicrosoftPartnerAgreement: msg`Microsoft Partner Agreement`,
};

/** Role names as the API writes them, by scope from the account to the section, then the issuer's own. */
const ROLES: Readonly<Record<string, MessageDescriptor>> = {
  'Billing account owner': msg`Billing account owner`,
  'Billing account contributor': msg`Billing account contributor`,
  'Billing account reader': msg`Billing account reader`,
  'Billing profile owner': msg`Billing profile owner`,
  'Billing profile contributor': msg`Billing profile contributor`,
  'Billing profile reader': msg`Billing profile reader`,
  'Invoice manager': msg`Invoice manager`,
  'Invoice section owner': msg`Invoice section owner`,
  'Invoice section contributor': msg`Invoice section contributor`,
  'Invoice section reader': msg`Invoice section reader`,
  'Azure subscription creator': msg`Azure subscription creator`,
  'Issuer administrator': msg`Issuer administrator`,
  'Issuer finance': msg`Issuer finance`,
  'Issuer support': msg`Issuer support`,
};

const PROFILE_STATUS: Readonly<Record<string, MessageDescriptor>> = {
  Active: msg({ message: 'Active', context: 'status of a billing profile or section' }),
  Warned: msg({ message: 'Warned', context: 'status of a billing profile' }),
  Disabled: msg({ message: 'Disabled', context: 'status of an account or billing profile' }),
  Deleted: msg({ message: 'Deleted', context: 'status of an account or billing profile' }),
  Restricted: msg({ message: 'Restricted', context: 'status of an invoice section' }),
};

/** The API's own words in the reader's language; a word that is not known here is shown as it came. */
export function useFieldTerms() {
  const { i18n } = useLingui();
  const inWords = (table: Readonly<Record<string, MessageDescriptor>>) => (word: string) => {
    const known = table[word];
    return known === undefined ? word : i18n._(known);
  };
  return { agreement: inWords(AGREEMENTS), role: inWords(ROLES), status: inWords(PROFILE_STATUS) };
}
