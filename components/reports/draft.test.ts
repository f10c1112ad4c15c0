import { expect, test } from 'vitest';
import { channelsOf, newReportDraft, toReportInput } from '@/components/reports/draft';

const channels = [
  { id: 'chn_me', name: 'Me', project_id: 'prj_a', user_id: 'usr_a', enabled: true },
  { id: 'chn_off', name: 'Off', project_id: 'prj_a', user_id: null, enabled: false },
  { id: 'chn_b', name: 'B', project_id: 'prj_b', user_id: null, enabled: true },
  { id: 'chn_a', name: 'A', project_id: 'prj_a', user_id: null, enabled: true },
];

test('a new report goes to the first shared channel of the project that is switched on', () => {
  expect(newReportDraft('prj_a', 'Europe/Berlin', channels)).toMatchObject({
    cadence: 'weekly',
    hour: 8,
    timeZone: 'Europe/Berlin',
    channelIds: ['chn_a'],
  });
  expect(newReportDraft('prj_c', 'UTC', channels).channelIds).toEqual([]);
});

test('shared channels stand before those of one person', () => {
  expect(channelsOf('prj_a', channels).map(({ id }) => id)).toEqual(['chn_off', 'chn_a', 'chn_me']);
});

test('channels of another project, or that are gone, are left out', () => {
  const draft = { ...newReportDraft('prj_a', 'UTC', channels), channelIds: ['chn_b', 'chn_a', 'chn_gone'] };
  expect(toReportInput(draft, channels)).toMatchObject({ project_id: 'prj_a', channel_ids: ['chn_a'] });
});
