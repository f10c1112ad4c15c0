import { describe, expect, test } from 'vitest';
import { likelyPhase, nextPhases, sectionOf } from '@/components/status-pages/composer/phases';
import { incidentMark } from '@/components/status-pages/composer/words';

const nowMs = Date.parse('2026-03-10T14:00:00Z');
const incident = {
  kind: 'incident',
  status: 'investigating',
  resolved_at: null,
  scheduled_for: null,
} as const;
const planned = {
  kind: 'maintenance',
  status: 'scheduled',
  resolved_at: null,
  scheduled_for: '2026-03-10T15:00:00.000Z',
} as const;

describe('nextPhases', () => {
  test('a post-mortem is offered only of what is resolved', () => {
    expect(nextPhases(incident, nowMs)).not.toContain('postmortem');
    const over = { ...incident, status: 'resolved', resolved_at: '2026-03-10T13:00:00.000Z' } as const;
    expect(nextPhases(over, nowMs)).toContain('postmortem');
    expect(likelyPhase(over, nowMs)).toBe('postmortem');
  });

  test('a maintenance is planned only until it begins', () => {
    expect(nextPhases(planned, nowMs)).toContain('scheduled');
    expect(likelyPhase(planned, nowMs)).toBe('scheduled');
    const begun = { ...planned, scheduled_for: '2026-03-10T13:00:00.000Z' };
    expect(nextPhases(begun, nowMs)).not.toContain('scheduled');
    expect(likelyPhase(begun, nowMs)).toBe('in_progress');
  });

  test('the phase it is in is likely said again', () => {
    expect(likelyPhase({ ...incident, status: 'monitoring' }, nowMs)).toBe('monitoring');
  });
});

describe('sectionOf', () => {
  test('a draft is a draft whatever its phase; scheduled is planned; the end is past', () => {
    expect(sectionOf({ is_draft: true, status: 'resolved' })).toBe('draft');
    expect(sectionOf({ is_draft: false, status: 'scheduled' })).toBe('planned');
    expect(sectionOf({ is_draft: false, status: 'verifying' })).toBe('now');
    expect(sectionOf({ is_draft: false, status: 'postmortem' })).toBe('past');
  });
});

describe('incidentMark', () => {
  test('what waits, what is over and what is bad have different shapes', () => {
    const marks = [
      incidentMark({ is_draft: true, impact: 'critical', status: 'investigating' }),
      incidentMark({ is_draft: false, impact: 'critical', status: 'resolved' }),
      incidentMark({ is_draft: false, impact: 'critical', status: 'investigating' }),
      incidentMark({ is_draft: false, impact: 'minor', status: 'investigating' }),
    ];
    expect(marks).toEqual(['pending', 'up', 'down', 'degraded']);
  });
});
