import { expect, test } from 'vitest';
import { peopleOf, type ReachableChannel, reachOf, toldBy } from '@/lib/policies/rules/reach';
import type { PolicyStep } from '@/lib/policies/schema';

const here = 'prj_here';
const step = (extra: Partial<PolicyStep>): PolicyStep => ({
  after_minutes: 0,
  all_channels: false,
  channel_ids: [],
  user_ids: [],
  schedule_ids: [],
  ...extra,
});
const channel = (id: string, projectId: string, userId: string | null = null): ReachableChannel => ({
  id,
  projectId,
  userId,
});
const channels = [
  channel('ops', here),
  channel('chat', here),
  channel('ada', here, 'usr_ada'),
  channel('ada-elsewhere', 'prj_other', 'usr_ada'),
  channel('bob', here, 'usr_bob'),
  channel('other', 'prj_other'),
];
const world = {
  channels,
  onCall: new Map([
    ['ocs_1', ['usr_bob']],
    ['ocs_2', []],
  ]),
};

test.for<[string, Partial<PolicyStep>, string[]]>([
  ['all channels are the shared ones of the project', { all_channels: true }, ['ops', 'chat']],
  ['a channel by its name', { channel_ids: ['chat'] }, ['chat']],
  ['somebody’s own channel by its name', { channel_ids: ['bob'] }, ['bob']],
  ['a channel of another project is none of this one', { channel_ids: ['other', 'ops'] }, ['ops']],
  ['a person by their channels in any project', { user_ids: ['usr_ada'] }, ['ada', 'ada-elsewhere']],
  ['whoever is on call', { schedule_ids: ['ocs_1'] }, ['bob']],
  ['each once', { all_channels: true, channel_ids: ['ops'], user_ids: ['usr_bob'] }, ['ops', 'chat', 'bob']],
  ['nobody on call', { schedule_ids: ['ocs_2', 'ocs_gone'] }, []],
  ['somebody who has left', { user_ids: ['usr_eve'] }, []],
])('%s', ([, extra, expected]) => {
  expect(reachOf(step(extra), here, world)).toEqual(expected);
});

test('a step that reaches nobody is told by the shared channels of its project, and by no other', () => {
  for (const extra of [{}, { schedule_ids: ['ocs_2'] }, { channel_ids: ['other'] }]) {
    expect(toldBy(step(extra), here, world)).toEqual(['ops', 'chat']);
  }
  expect(toldBy(step({ channel_ids: ['bob'] }), here, world)).toEqual(['bob']);
});

test('people are named once, by themselves or by their turn', () => {
  const both = step({ user_ids: ['usr_bob', 'usr_ada'], schedule_ids: ['ocs_1', 'ocs_gone'] });
  expect(peopleOf(both, world.onCall)).toEqual(['usr_bob', 'usr_ada']);
});
