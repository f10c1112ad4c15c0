import { describe, expect, test } from 'vitest';
import { stepHeartbeat } from '@/lib/heartbeats/rules/step-heartbeat';
import { hourly, live, minute, tell } from '@/lib/heartbeats/rules/testing';

const before = {
  new: { story: '', at: 5 },
  'new, running': { story: 'start@0', at: 5 },
  up: { story: 'success@0', at: 5 },
  late: { story: 'success@0', at: 65 },
  running: { story: 'success@0 start@30', at: 35 },
  down: { story: 'fail@0', at: 5 },
  'down, running': { story: 'fail@0 start@2', at: 5 },
  paused: { story: 'success@0 pause@1', at: 5 },
  'paused, manual resume': { story: 'success@0 pause@1', at: 5 },
};

const kinds = ['success', 'fail', 'start', 'log', 'deadline', 'pause', 'resume'] as const;
/** After an event at minute 5 (late: 65, running: 35). Here `deadline` is a look at one that has not passed. */
const table: Record<keyof typeof before, Record<(typeof kinds)[number], string>> = {
  new: {
    success: 'up, up since 5, deadline 75',
    fail: 'down, down since 5, deadline none',
    start: 'running, silent, deadline 15',
    log: 'new, silent, deadline none',
    deadline: 'new, silent, deadline none',
    pause: 'paused, silent, deadline none',
    resume: 'new, silent, deadline none',
  },
  'new, running': {
    success: 'up, up since 5, deadline 75',
    fail: 'down, down since 5, deadline none',
    start: 'running, silent, deadline 15',
    log: 'running, silent, deadline 10',
    deadline: 'running, silent, deadline 10',
    pause: 'paused, silent, deadline none',
    resume: 'running, silent, deadline 10',
  },
  up: {
    success: 'up, silent, deadline 75',
    fail: 'down, down since 5, deadline none',
    start: 'running, silent, deadline 15',
    log: 'up, silent, deadline 70',
    deadline: 'up, silent, deadline 70',
    pause: 'paused, silent, deadline none',
    resume: 'up, silent, deadline 70',
  },
  late: {
    success: 'up, silent, deadline 135',
    fail: 'down, down since 65, deadline none',
    start: 'running, silent, deadline 70',
    log: 'late, silent, deadline 70',
    deadline: 'late, silent, deadline 70',
    pause: 'paused, silent, deadline none',
    resume: 'late, silent, deadline 70',
  },
  running: {
    success: 'up, silent, deadline 105',
    fail: 'down, down since 35, deadline none',
    start: 'running, silent, deadline 45',
    log: 'running, silent, deadline 40',
    deadline: 'running, silent, deadline 40',
    pause: 'paused, silent, deadline none',
    resume: 'running, silent, deadline 40',
  },
  down: {
    success: 'up, up since 5, deadline 75',
    fail: 'down, silent, deadline none',
    start: 'down, silent, deadline none',
    log: 'down, silent, deadline none',
    deadline: 'down, silent, deadline none',
    pause: 'paused, silent, deadline none',
    resume: 'down, silent, deadline none',
  },
  'down, running': {
    success: 'up, up since 5, deadline 75',
    fail: 'down, silent, deadline none',
    start: 'down, silent, deadline none',
    log: 'down, silent, deadline none',
    deadline: 'down, silent, deadline none',
    pause: 'paused, silent, deadline none',
    resume: 'down, silent, deadline none',
  },
  paused: {
    success: 'up, up since 5, deadline 75',
    fail: 'down, down since 5, deadline none',
    start: 'paused, silent, deadline none',
    log: 'paused, silent, deadline none',
    deadline: 'paused, silent, deadline none',
    pause: 'paused, silent, deadline none',
    resume: 'new, silent, deadline none',
  },
  'paused, manual resume': {
    success: 'paused, silent, deadline none, ignored',
    fail: 'paused, silent, deadline none, ignored',
    start: 'paused, silent, deadline none, ignored',
    log: 'paused, silent, deadline none, ignored',
    deadline: 'paused, silent, deadline none',
    pause: 'paused, silent, deadline none',
    resume: 'new, silent, deadline none',
  },
};

const names = Object.keys(before) as (keyof typeof before)[];

describe.each(names)('%s', (name) => {
  const { story, at } = before[name];
  const rules = { ...hourly, manualResume: name.endsWith('manual resume') };
  test.each(kinds)('and %s', (kind) => {
    expect(tell(rules, `${story} ${kind}@${at}`)).toBe(table[name][kind]);
  });
});

describe('when the deadline passes', () => {
  test.each([
    ['a new heartbeat that runs is down', 'start@0', 10],
    ['one that is up is down since its deadline', 'success@0', 70],
    ['one that runs is down since the end of its grace', 'success@0 start@30', 40],
    ['a start within the grace has not extended it', 'success@0 start@69', 70],
    ['a second start has not extended it either', 'success@0 start@62 start@69', 70],
  ])('%s', (_, story, since) => {
    expect(tell(hourly, `${story} deadline@500`)).toBe(`down, down since ${since}, deadline none`);
  });

  test('at the very instant it is down, and a millisecond before it is not', () => {
    const { after } = live(hourly, 'success@0');
    const early = stepHeartbeat(after, hourly, { kind: 'deadline', atMs: 70 * minute - 1 });
    expect(early).toEqual({ after, turn: null, isIgnored: false, durationMs: null });
    const due = stepHeartbeat(after, hourly, { kind: 'deadline', atMs: 70 * minute });
    expect(due.turn).toEqual({ to: 'down', sinceMs: 70 * minute, cause: 'heartbeat_missed' });
  });

  test('a ping that comes after the deadline and before anybody looked is in time', () => {
    expect(tell(hourly, 'success@0 success@75 deadline@76')).toBe('up, silent, deadline 145');
  });

  test('it is told once, however often somebody looks', () => {
    expect(tell(hourly, 'success@0 deadline@70 deadline@71')).toBe('down, silent, deadline none');
  });

  test.each([
    ['no ping came', 'success@0', 'heartbeat_missed'],
    ['it began in time and did not end', 'success@0 start@30', 'heartbeat_overrun'],
    ['it began late and had no time left', 'success@0 start@65', 'heartbeat_missed'],
  ])('the cause where %s', (_, story, cause) => {
    expect(live(hourly, `${story} deadline@500`).turn).toMatchObject({ cause });
  });

  test('a start while down tells nobody a second time, and its end is the recovery', () => {
    const down = 'success@0 deadline@70 start@120';
    expect(tell(hourly, `${down} deadline@500`)).toBe('down, silent, deadline none');
    expect(live(hourly, down).after.runs).toHaveLength(1);
    expect(tell(hourly, `${down} success@125`)).toBe('up, up since 125, deadline 195');
  });
});
