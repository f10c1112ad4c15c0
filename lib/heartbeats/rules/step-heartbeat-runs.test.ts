import { describe, expect, test } from 'vitest';
import { hourly, live, minute, tell } from '@/lib/heartbeats/rules/testing';

describe('runs', () => {
  const open = (story: string) => live(hourly, story).after.runs.map(({ rid }) => rid);

  test.each<[string, string, (string | null)[], number | null]>([
    ['the same id ends its run', 'start@0/a success@3/a', [], 3],
    ['another id ends none', 'start@0/a success@3/b', ['a'], null],
    ['no id ends one, which has no duration', 'start@0/a success@3', [], null],
    ['neither has an id', 'start@0 success@3', [], 3],
    ['an id ends none that began without', 'start@0 success@3/a', [null], null],
    ['a failure ends its run too', 'start@0/a fail@3/a', [], 3],
    ['of two the one with the id', 'start@0/a start@1/b success@3/b', ['a'], 2],
    ['of two the first where there is no id', 'start@0/a start@1/b success@3', ['b'], null],
    ['of two the one without an id where there is none', 'start@0/a start@1 success@3', ['a'], 2],
    ['begun again under the same id it is measured from there', 'start@0/a start@2/a success@3/a', [], 1],
    ['a log line ends nothing', 'start@0 log@3', [null], null],
  ])('%s', (_, story, left, minutes) => {
    expect(open(story)).toEqual(left);
    expect(live(hourly, story).durationMs).toBe(minutes === null ? null : minutes * minute);
  });

  test('the run that began first is overdue first, though others end well', () => {
    const overlapping = 'success@0 start@10/a start@15/b success@18/b';
    expect(tell(hourly, overlapping)).toBe('running, silent, deadline 20');
    expect(tell(hourly, `${overlapping} deadline@20`)).toBe('down, down since 20, deadline none');
  });

  test('what was overdue while it was down is no new outage after the recovery', () => {
    const lost = 'success@0 start@10/a deadline@20 success@60/b';
    expect(tell(hourly, lost)).toBe('up, up since 60, deadline 130');
    expect(open(lost)).toEqual([]);
  });

  test('a run that was begun while down and is in time stays watched after the recovery', () => {
    expect(tell(hourly, 'fail@0 start@10/a success@12/b')).toBe('running, up since 12, deadline 20');
  });

  test('a start that was overtaken by the end of its run begins none', () => {
    expect(open('success@5 start@4')).toEqual([]);
    expect(open('success@5 start@5')).toEqual([null]);
    expect(open('success@5/b start@4/a')).toEqual(['a']);
  });

  test('pausing forgets them', () => {
    expect(open('start@0/a pause@1')).toEqual([]);
    expect(open('start@0/a pause@1 success@2')).toEqual([]);
  });

  test('a run of a month has no duration, for the columns hold 24 days', () => {
    const days = 24 * 60;
    expect(live(hourly, `start@0 deadline@10 success@${24 * days}`).durationMs).toBe(24 * days * minute);
    expect(live(hourly, `start@0 deadline@10 success@${30 * days}`).durationMs).toBeNull();
  });

  test('more than fifty at once: the oldest is forgotten', () => {
    const rids = Array.from({ length: 60 }, (_, index) => `r${index}`);
    expect(open(rids.map((rid, index) => `start@${index / 100}/${rid}`).join(' '))).toEqual(rids.slice(10));
  });
});

describe('with a maximum run time of 30 minutes', () => {
  const bounded = { ...hourly, maxRunMs: 30 * minute };

  test('a start meets its time, and the run has its own', () => {
    expect(tell(bounded, 'success@0 start@65')).toBe('running, silent, deadline 95');
    expect(tell(bounded, 'start@0')).toBe('running, silent, deadline 30');
    expect(live(bounded, 'success@0 start@65 deadline@95').turn).toEqual({
      to: 'down',
      sinceMs: 95 * minute,
      cause: 'heartbeat_overrun',
    });
  });

  test('the grace is for the start that does not come', () => {
    expect(tell(bounded, 'success@0 deadline@70')).toBe('down, down since 70, deadline none');
  });

  test('begun again and again without an end, it is down when it had to end at the latest', () => {
    const begun = 'success@0 start@60 start@75 start@90';
    expect(tell(bounded, begun)).toBe('running, silent, deadline 100');
    expect(tell(bounded, `${begun} deadline@100`)).toBe('down, down since 100, deadline none');
  });

  test('shorter than the grace it is what counts', () => {
    expect(tell({ ...bounded, maxRunMs: minute }, 'success@0 start@30')).toBe('running, silent, deadline 31');
  });
});

describe('alert after three failures', () => {
  const patient = { ...hourly, failureThreshold: 3 };

  test.each([
    ['the first is not told', 'success@0 fail@5', 'up, silent, deadline 75'],
    ['a missed run counts as well', 'success@0 fail@5 deadline@75', 'up, silent, deadline 135'],
    ['the third missed', 'success@0 fail@5 deadline@75 deadline@135', 'down, down since 135, deadline none'],
    ['the third reported', 'success@0 fail@5 deadline@75 fail@80', 'down, down since 80, deadline none'],
    ['a success begins the count anew', 'fail@0 fail@1 success@2 fail@3 fail@4', 'up, silent, deadline 74'],
    [
      'a log line and a start do not',
      'fail@0 log@1 fail@2 start@3 fail@4',
      'down, down since 4, deadline none',
    ],
    ['down, it is told once', 'fail@0 fail@1 fail@2 fail@3', 'down, silent, deadline none'],
    [
      'and stays down until it succeeds',
      'fail@0 fail@1 fail@2 fail@3 success@4',
      'up, up since 4, deadline 74',
    ],
    ['pausing forgets failures', 'fail@0 fail@1 pause@2 fail@3', 'up, up since 3, deadline 73'],
  ])('%s', (_, story, told) => {
    expect(tell(patient, story)).toBe(told);
  });

  test('a run that did not end counts once and is given up; the next one is waited for', () => {
    const lost = 'success@0 start@5 deadline@15';
    expect(tell(patient, lost)).toBe('up, silent, deadline 70');
    expect(live(patient, lost).after).toMatchObject({ runs: [], consecutiveFailures: 1 });
  });
});
