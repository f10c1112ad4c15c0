import type { AssertionSeverity, FailureCause } from '@/lib/probing/constants';
import { type AssertionFacts, evaluateAssertion } from '@/lib/probing/rules/evaluate-assertion';
import { isStatusAccepted } from '@/lib/probing/rules/status-codes';
import type { HttpSpec } from '@/lib/probing/schema';

export type Judgement = {
  severity: AssertionSeverity;
  cause: Extract<FailureCause, 'http_status' | 'keyword' | 'assertion'>;
  message: string;
};

/**
 * The first thing that is wrong, with `down` before `degraded`; null when all is well. The accepted status codes
 * are asked first and always, whatever the assertions say.
 */
export function judgeResponse(spec: HttpSpec, facts: AssertionFacts): Judgement | null {
  if (!isStatusAccepted(facts.status, spec.expected_status_codes)) {
    const wanted = spec.expected_status_codes.join(', ');
    return {
      severity: 'down',
      cause: 'http_status',
      message: `Expected a status of ${wanted}, got ${facts.status}.`,
    };
  }
  if (spec.expected_keyword !== null && !facts.bodyText().includes(spec.expected_keyword)) {
    return {
      severity: 'down',
      cause: 'keyword',
      message: `The body does not contain “${spec.expected_keyword}”.`,
    };
  }
  if (spec.forbidden_keyword !== null && facts.bodyText().includes(spec.forbidden_keyword)) {
    return { severity: 'down', cause: 'keyword', message: `The body contains “${spec.forbidden_keyword}”.` };
  }
  let degraded: Judgement | null = null;
  for (const assertion of spec.assertions) {
    if (assertion.severity === 'degraded' && degraded !== null) continue;
    const message = evaluateAssertion(assertion, facts);
    if (message === null) continue;
    const judgement: Judgement = { severity: assertion.severity, cause: 'assertion', message };
    if (assertion.severity === 'down') return judgement;
    degraded = judgement;
  }
  return degraded;
}

/** Whether the judgement reads the body, so that all of it must be kept. */
export function readsBody(spec: HttpSpec): boolean {
  if (spec.expected_keyword !== null || spec.forbidden_keyword !== null) return true;
  return spec.assertions.some(({ source }) => source === 'body' || source === 'json_path');
}
