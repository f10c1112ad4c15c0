import { jsonRequest } from '@/lib/notifiers/json-request';
import { defineNotifier } from '@/lib/notifiers/notifier';
import {
  type HttpAnswer,
  isTaken,
  jsonOf,
  permanentAnswer,
  retryAnswer,
  type Verdict,
} from '@/lib/notifiers/rules/classify';
import { contentOf } from '@/lib/notifiers/rules/content';
import { pageVerdict } from '@/lib/notifiers/rules/page-answer';
import { fitBytes } from '@/lib/notifiers/rules/trim-content';
import { teamsBody } from '@/lib/notifiers/teams/card';
import { teamsKind } from '@/lib/notifiers/teams/kind';

/** 28 KB; what is larger is taken and then never posted. Source: https://learn.microsoft.com/en-us/microsoftteams/limits-specifications-teams */
const maxBytes = 28_000;

export const teamsNotifier = defineNotifier({
  type: 'teams',
  kind: teamsKind,
  folds: true,
  maxBytes,
  render: (message, { url }, context) => [
    jsonRequest(url, fitBytes(contentOf(message, context), maxBytes, teamsBody)),
  ],
  classify: classifyTeams,
});

/** Of workflows that are switched off or deleted: both are a 400 to Power Automate. */
const deadCodes = /WorkflowTriggerIsNotEnabled|WorkflowNotFound|WorkflowDisabled/;

/**
 * 202 as the workflow goes on by itself, or 200 where its owner has put in a response. Errors come as
 * `{error: {code, message}}`. Source: https://learn.microsoft.com/en-us/connectors/teams/#microsoft-teams-webhook
 */
function classifyTeams(answer: HttpAnswer, now: Date): Verdict {
  const { status, body } = answer;
  const page = pageVerdict(answer, now);
  if (page !== null) return page;
  if (isTaken(answer)) {
    // Whoever passes it on to a connector gets its errors under a 200.
    const failed = /returned HTTP error (\d+)/.exec(body);
    return failed === null
      ? { kind: 'ok' }
      : retryAnswer(answer, now, `Teams returned HTTP error ${failed[1]}`);
  }
  const error = jsonOf(answer)?.['error'];
  const message = typeof error === 'object' && error !== null && 'message' in error ? error.message : null;
  const said = typeof message === 'string' ? message : null;
  if (status === 400) return permanentAnswer(answer, deadCodes.test(body), said);
  return [401, 403, 404, 410].includes(status)
    ? permanentAnswer(answer, true, said)
    : retryAnswer(answer, now, said);
}
