import {
  BillingProfile,
  BillingProfilePage,
  InvoiceSection,
  InvoiceSectionPage,
} from '@betalt/contract/accounts/billing-account.ts';
import { ErrorResponse } from '@betalt/contract/shared/arm.ts';
import { type Actor, may, profilesWhere } from '@betalt/core/access/may.ts';
import { PERMISSIONS } from '@betalt/core/access/permissions.ts';
import { calendarDateAt } from '@betalt/core/shared/calendar-date.ts';
import type { FastifyRequest } from 'fastify';
import Type from 'typebox';
import type { Wiring } from '../../../app/wired.ts';
import { findProfileId, listProfiles, listSections } from '../../../db/queries/accounts.ts';
import type { App } from '../../app.ts';
import { presentProfile, presentSection } from '../../present/account.ts';
import { accountResourceId } from '../../present/invoice.ts';
import { problem } from '../../problems/problem.ts';
import { AccountParams, idPage, ListQuery, ProfileParams } from '../list-query.ts';

const SectionParams = Type.Object({
  billingAccountName: Type.String(),
  billingProfileName: Type.String(),
  invoiceSectionName: Type.String(),
});

/** Billing profiles and their invoice sections: lists and single ones, only what the caller may read. */
export function registerProfiles(app: App, wiring: Wiring): void {
  registerProfileLists(app, wiring);
  registerSectionLists(app, wiring);
}

function registerProfileLists(app: App, { database, clock, config }: Wiring): void {
  const today = (request: FastifyRequest) => calendarDateAt(clock().getTime(), request.account.timeZone);
  app.get(
    '/billingAccounts/:billingAccountName/billingProfiles',
    {
      schema: {
        operationId: 'BillingProfiles_ListByBillingAccount',
        tags: ['Billing profiles'],
        params: AccountParams,
        querystring: ListQuery,
        response: { 200: BillingProfilePage, default: ErrorResponse },
      },
    },
    async (request, reply) => {
      const { billingAccountId, name } = request.account;
      const profiles = profilesWhere(request.actor, 'profile.read');
      const found = await idPage(request, config.publicUrl, {
        read: (slice) => listProfiles(database.db, billingAccountId, { profiles, today: today(request), ...slice }),
        idOf: (row) => row.billing_profile_id,
        present: (row) => presentProfile(row, accountResourceId(name), request.apiVersion, request.actor),
      });
      return found.ok ? found.value : reply.problem(found.error);
    },
  );

  app.get(
    '/billingAccounts/:billingAccountName/billingProfiles/:billingProfileName',
    {
      schema: {
        operationId: 'BillingProfiles_Get',
        tags: ['Billing profiles'],
        params: ProfileParams,
        response: { 200: BillingProfile, default: ErrorResponse },
      },
    },
    async (request, reply) => {
      const { billingAccountId, name } = request.account;
      const profiles = profilesWhere(request.actor, 'profile.read');
      const options = { profiles, today: today(request), limit: 1, name: request.params.billingProfileName };
      const [row] = await listProfiles(database.db, billingAccountId, options);
      if (row === undefined) return reply.problem(problem('BillingProfileNotFound', {}));
      return presentProfile(row, accountResourceId(name), request.apiVersion, request.actor);
    },
  );
}

function registerSectionLists(app: App, { database, config }: Wiring): void {
  app.get(
    '/billingAccounts/:billingAccountName/billingProfiles/:billingProfileName/invoiceSections',
    {
      schema: {
        operationId: 'InvoiceSections_ListByBillingProfile',
        tags: ['Invoice sections'],
        params: ProfileParams,
        querystring: ListQuery,
        response: { 200: InvoiceSectionPage, default: ErrorResponse },
      },
    },
    async (request, reply) => {
      const { billingAccountId, name } = request.account;
      const scope = await readableSections(
        database.db,
        billingAccountId,
        request.actor,
        request.params.billingProfileName,
      );
      if (scope === undefined) return reply.problem(problem('BillingProfileNotFound', {}));
      const profileId = `${accountResourceId(name)}/billingProfiles/${request.params.billingProfileName}`;
      const found = await idPage(request, config.publicUrl, {
        read: (slice) => listSections(database.db, billingAccountId, { ...scope, ...slice }),
        idOf: (row) => row.invoice_section_id,
        present: (row) => presentSection(row, profileId, scope.billingProfileId, request.apiVersion, request.actor),
      });
      return found.ok ? found.value : reply.problem(found.error);
    },
  );

  app.get(
    '/billingAccounts/:billingAccountName/billingProfiles/:billingProfileName/invoiceSections/:invoiceSectionName',
    {
      schema: {
        operationId: 'InvoiceSections_Get',
        tags: ['Invoice sections'],
        params: SectionParams,
        response: { 200: InvoiceSection, default: ErrorResponse },
      },
    },
    async (request, reply) => {
      const { billingProfileName, invoiceSectionName } = request.params;
      const found = await readableSections(
        database.db,
        request.account.billingAccountId,
        request.actor,
        billingProfileName,
      );
      if (found === undefined) return reply.problem(problem('BillingProfileNotFound', {}));
      const [row] = await listSections(database.db, request.account.billingAccountId, {
        ...found,
        limit: 1,
        name: invoiceSectionName,
      });
      if (row === undefined) return reply.problem(problem('InvoiceSectionNotFound', {}));
      const profileId = `${accountResourceId(request.account.name)}/billingProfiles/${billingProfileName}`;
      return presentSection(row, profileId, found.billingProfileId, request.apiVersion, request.actor);
    },
  );
}

/** A role on one section shows that section, and the profile's name by the way, but none of its other sections. */
async function readableSections(
  db: Wiring['database']['db'],
  billingAccountId: string,
  actor: Actor,
  profileName: string,
) {
  const profile = await findProfileId(db, billingAccountId, profileName);
  if (profile === undefined) return undefined;
  const billingProfileId = profile.billing_profile_id;
  if (may(actor, 'section.read', { billingProfileId })) return { billingProfileId, sections: 'all' as const };
  const sections = actor.roles.flatMap((held) =>
    held.invoiceSectionId !== undefined && PERMISSIONS[held.role].has('section.read') ? [held.invoiceSectionId] : [],
  );
  return sections.length === 0 ? undefined : { billingProfileId, sections };
}
