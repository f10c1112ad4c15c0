import { getCheckEvidence } from '@/lib/checks/get-check-evidence';
import { checkEvidenceView, getCheckEvidenceInput } from '@/lib/checks/schema';
import { one } from '@/lib/web/answers';
import { defineRoute } from '@/lib/web/define-route';
import { operation } from '@/lib/web/operation';

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = defineRoute(
  '/api/v1/monitors/{monitor_id}/checks/evidence',
  {
    GET: operation({
      operationId: 'getCheckEvidence',
      summary: 'Get what the target answered in one check',
      tag: 'checks',
      scope: 'read',
      input: getCheckEvidenceInput,
      answer: one(checkEvidenceView),
      verb: getCheckEvidence,
    }),
  },
);
