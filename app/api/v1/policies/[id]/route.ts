import { deletePolicy } from '@/lib/policies/delete-policy';
import { getPolicy } from '@/lib/policies/get-policy';
import { deletedPolicyView, policyRef, policyView, updatePolicyInput } from '@/lib/policies/schema';
import { updatePolicy } from '@/lib/policies/update-policy';
import { one } from '@/lib/web/answers';
import { defineRoute } from '@/lib/web/define-route';
import { operation } from '@/lib/web/operation';
import { policyVersion } from '@/lib/web/versions';

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = defineRoute('/api/v1/policies/{id}', {
  GET: operation({
    operationId: 'getPolicy',
    summary: 'Get a policy',
    tag: 'policies',
    scope: 'read',
    input: policyRef,
    answer: one(policyView),
    verb: getPolicy,
    version: policyVersion,
  }),
  PATCH: operation({
    operationId: 'updatePolicy',
    summary: 'Change a policy',
    description: 'A merge patch (RFC 7396): `steps` and `quiet_hours` are replaced as a whole.',
    tag: 'policies',
    scope: 'write',
    input: updatePolicyInput,
    answer: one(policyView),
    verb: updatePolicy,
    version: policyVersion,
  }),
  DELETE: operation({
    operationId: 'deletePolicy',
    summary: 'Delete a policy',
    description:
      'Monitors that name it go by the default of their project from then on; the answer says how many.',
    tag: 'policies',
    scope: 'write',
    input: policyRef,
    answer: one(deletedPolicyView),
    verb: deletePolicy,
    version: policyVersion,
  }),
});
