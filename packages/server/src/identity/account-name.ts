/** The billing account that a path names. Both halves must match the account's row, or it is not that account. */
export interface AccountRef {
  readonly billingAccountId: string;
  readonly organizationId: string;
}

// {billingAccountId}:{organizationId}_2019-05-31, as Microsoft.Billing names accounts of a customer agreement.
const PATTERN =
  /^([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}):([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})_2019-05-31$/i;

/** @returns null for a name that no account can have. */
export function parseAccountName(name: string): AccountRef | null {
  const [, billingAccountId, organizationId] = PATTERN.exec(name) ?? [];
  if (billingAccountId === undefined || organizationId === undefined) return null;
  return { billingAccountId: billingAccountId.toLowerCase(), organizationId: organizationId.toLowerCase() };
}

export function accountName({ billingAccountId, organizationId }: AccountRef): string {
  return `${billingAccountId}:${organizationId}_2019-05-31`;
}
