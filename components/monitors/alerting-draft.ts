import type { Severity } from '@/lib/monitors/constants';
import type { MonitorView } from '@/lib/monitors/schema';

/** The part of a monitor's form that is the same for every kind. Empty: none. */
export type AlertingDraft = { policyId: string; severity: Severity; parentId: string };

export const newAlertingDraft: AlertingDraft = { policyId: '', severity: 'normal', parentId: '' };

export function alertingDraftOf(monitor: MonitorView): AlertingDraft {
  const { policy_id, severity, parent_id } = monitor;
  return { policyId: policy_id ?? '', severity, parentId: parent_id ?? '' };
}

export function alertingOf({ policyId, severity, parentId }: AlertingDraft) {
  return {
    policy_id: policyId === '' ? null : policyId,
    severity,
    parent_id: parentId === '' ? null : parentId,
  };
}

export const alertingPointers = ['/policy_id', '/severity', '/parent_id'];
