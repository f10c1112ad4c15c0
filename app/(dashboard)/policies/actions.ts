'use server';

import { createPolicy } from '@/lib/policies/create-policy';
import { deletePolicy } from '@/lib/policies/delete-policy';
import { updatePolicy } from '@/lib/policies/update-policy';
import { defineAction } from '@/lib/web/define-action';

export const createPolicyAction = defineAction(createPolicy);
export const updatePolicyAction = defineAction(updatePolicy);
export const deletePolicyAction = defineAction(deletePolicy);
