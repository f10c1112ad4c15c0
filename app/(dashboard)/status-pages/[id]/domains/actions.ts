'use server';

import { checkPageDomain } from '@/lib/domains/check-page-domain';
import { createPageDomain } from '@/lib/domains/create-page-domain';
import { deletePageDomain } from '@/lib/domains/delete-page-domain';
import { defineAction } from '@/lib/web/define-action';

export const createPageDomainAction = defineAction((ctx, raw) => createPageDomain(ctx, raw));
export const checkPageDomainAction = defineAction((ctx, raw) => checkPageDomain(ctx, raw));
export const deletePageDomainAction = defineAction(deletePageDomain);
