import { completeUrl, headersOf, linesOf } from '@/components/forms/text-fields';
import {
  type AlertingDraft,
  alertingDraftOf,
  alertingOf,
  newAlertingDraft,
} from '@/components/monitors/alerting-draft';
import type { CreateMonitorInput, HttpMonitorView } from '@/lib/monitors/schema';
import type { Assertion, HttpSpec } from '@/lib/probing/schema';

/** The form as it is typed: text where people type text. Turned into the schema's shape by `toMonitorInput`. */
export type AssertionDraft = {
  key: number;
  source: Assertion['source'];
  property: string;
  comparison: Assertion['comparison'];
  target: string;
  severity: Assertion['severity'];
};

export type MonitorDraft = AlertingDraft & {
  projectId: string;
  name: string;
  url: string;
  method: string;
  headers: string;
  body: string;
  statusCodes: string;
  expectedKeyword: string;
  forbiddenKeyword: string;
  assertions: readonly AssertionDraft[];
  followRedirects: boolean;
  verifyTls: boolean;
  authKind: 'none' | 'basic' | 'bearer';
  username: string;
  password: string;
  token: string;
  intervalSeconds: string;
  timeoutSeconds: string;
  failureThreshold: string;
  recoveryThreshold: string;
  degradedAfterMs: string;
  tags: string;
};

export function newDraft(projectId: string): MonitorDraft {
  return {
    projectId,
    name: '',
    url: '',
    method: 'GET',
    headers: '',
    body: '',
    statusCodes: '2xx',
    expectedKeyword: '',
    forbiddenKeyword: '',
    assertions: [],
    followRedirects: true,
    verifyTls: true,
    authKind: 'none',
    username: '',
    password: '',
    token: '',
    intervalSeconds: '60',
    timeoutSeconds: '10',
    failureThreshold: '2',
    recoveryThreshold: '1',
    degradedAfterMs: '',
    tags: '',
    ...newAlertingDraft,
  };
}

export function draftOf(monitor: HttpMonitorView): MonitorDraft {
  const { spec } = monitor;
  return {
    projectId: monitor.project_id,
    name: monitor.name,
    url: spec.url,
    method: spec.method,
    headers: linesOf(spec.headers),
    body: spec.body ?? '',
    statusCodes: spec.expected_status_codes.join(', '),
    expectedKeyword: spec.expected_keyword ?? '',
    forbiddenKeyword: spec.forbidden_keyword ?? '',
    assertions: spec.assertions.map((assertion, key) => ({
      key,
      source: assertion.source,
      property: 'property' in assertion ? assertion.property : '',
      comparison: assertion.comparison,
      target: typeof assertion.target === 'string' ? assertion.target : JSON.stringify(assertion.target),
      severity: assertion.severity,
    })),
    followRedirects: spec.follow_redirects,
    verifyTls: spec.verify_tls,
    authKind: spec.auth?.kind ?? 'none',
    username: spec.auth?.kind === 'basic' ? spec.auth.username : '',
    password: spec.auth?.kind === 'basic' ? spec.auth.password : '',
    token: spec.auth?.kind === 'bearer' ? spec.auth.token : '',
    intervalSeconds: String(monitor.interval_seconds),
    timeoutSeconds: String(monitor.timeout_ms / 1000),
    failureThreshold: String(monitor.failure_threshold),
    recoveryThreshold: String(monitor.recovery_threshold),
    degradedAfterMs: monitor.degraded_after_ms === null ? '' : String(monitor.degraded_after_ms),
    tags: monitor.tags.join(', '),
    ...alertingDraftOf(monitor),
  };
}

export function wordsOf(text: string): string[] {
  return text
    .split(',')
    .map((word) => word.trim())
    .filter((word) => word !== '');
}

function authOf(draft: MonitorDraft): HttpSpec['auth'] {
  switch (draft.authKind) {
    case 'none':
      return null;
    case 'basic':
      return { kind: 'basic', username: draft.username, password: draft.password };
    case 'bearer':
      return { kind: 'bearer', token: draft.token };
  }
}

const asText = new Set(['contains', 'not_contains', 'matches']);

/** A target is a number where it is compared as one, and JSON’s own words where a JSON value is asked for. */
function targetOf({ source, comparison, target }: AssertionDraft): string | number | boolean | null {
  if (asText.has(comparison) || source === 'body') return target;
  const isNumeric = target.trim() !== '' && Number.isFinite(Number(target));
  if (source === 'json_path' && ['true', 'false', 'null'].includes(target))
    return JSON.parse(target) as boolean | null;
  return isNumeric ? Number(target) : target;
}

function specOf(draft: MonitorDraft) {
  return {
    url: completeUrl(draft.url),
    method: draft.method,
    headers: headersOf(draft.headers),
    body: draft.body === '' ? null : draft.body,
    expected_status_codes: wordsOf(draft.statusCodes),
    expected_keyword: draft.expectedKeyword === '' ? null : draft.expectedKeyword,
    forbidden_keyword: draft.forbiddenKeyword === '' ? null : draft.forbiddenKeyword,
    assertions: draft.assertions.map((assertion) => ({
      source: assertion.source,
      ...(hasProperty(assertion.source) && { property: assertion.property.trim() }),
      comparison: assertion.comparison,
      target: targetOf(assertion),
      severity: assertion.severity,
    })),
    follow_redirects: draft.followRedirects,
    verify_tls: draft.verifyTls,
    auth: authOf(draft),
  };
}

export function hasProperty(source: AssertionDraft['source']): boolean {
  return source === 'header' || source === 'json_path';
}

function settingsOf(draft: MonitorDraft) {
  return {
    project_id: draft.projectId,
    ...(draft.name.trim() !== '' && { name: draft.name }),
    interval_seconds: Number(draft.intervalSeconds),
    timeout_ms: Math.round(Number(draft.timeoutSeconds) * 1000),
    failure_threshold: Number(draft.failureThreshold),
    recovery_threshold: Number(draft.recoveryThreshold),
    degraded_after_ms: draft.degradedAfterMs.trim() === '' ? null : Number(draft.degradedAfterMs),
    tags: wordsOf(draft.tags),
    ...alertingOf(draft),
  };
}

/** The input of `createMonitor`; not yet validated. */
export function toMonitorInput(draft: MonitorDraft): Record<keyof CreateMonitorInput, unknown> | object {
  return { ...settingsOf(draft), type: 'http', spec: specOf(draft) };
}

/** Another kind of credentials must name the members of the old kind as `null` too. */
function authPatch(monitor: HttpMonitorView, auth: HttpSpec['auth']): object | null {
  const before = monitor.spec.auth;
  if (auth === null || before === null || before.kind === auth.kind) return auth;
  const gone = Object.keys(before).filter((name) => !(name in auth));
  return { ...Object.fromEntries(gone.map((name) => [name, null])), ...auth };
}

/** The input of `updateMonitor`. Under a merge patch a header that is gone must be named as `null`. */
export function toMonitorPatch(monitor: HttpMonitorView, draft: MonitorDraft): object {
  const spec = specOf(draft);
  const gone = Object.keys(monitor.spec.headers).filter((name) => !(name in spec.headers));
  const headers = { ...spec.headers, ...Object.fromEntries(gone.map((name) => [name, null])) };
  return {
    id: monitor.id,
    ...settingsOf(draft),
    spec: { ...spec, headers, auth: authPatch(monitor, spec.auth) },
  };
}
