import { createPolicy } from '@/lib/policies/create-policy';
import { listPolicies } from '@/lib/policies/list-policies';
import { createPolicyInput, listPoliciesInput, policyView } from '@/lib/policies/schema';
import { created, pageOf } from '@/lib/web/answers';
import { defineRoute } from '@/lib/web/define-route';
import { operation } from '@/lib/web/operation';

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = defineRoute('/api/v1/policies', {
  GET: operation({
    operationId: 'listPolicies',
    summary: 'List policies',
    tag: 'policies',
    scope: 'read',
    input: listPoliciesInput,
    answer: pageOf(policyView),
    verb: listPolicies,
  }),
  POST: operation({
    operationId: 'createPolicy',
    summary: 'Create a policy',
    description:
      'Who is told of an incident, when, in which steps. The default one of a project holds for monitors that name none.',
    tag: 'policies',
    scope: 'write',
    input: createPolicyInput,
    answer: created(policyView, ({ id }) => `/api/v1/policies/${id}`),
    verb: createPolicy,
  }),
});
