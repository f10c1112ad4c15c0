import { expect, test } from 'vitest';
import type { PingAction } from '@/lib/heartbeats/constants';
import { type ActionOptions, decideAction } from '@/lib/heartbeats/rules/decide-action';

const none: ActionOptions = { postOnly: false, filters: { failure: [], success: [], start: [] } };
const words: ActionOptions = {
  ...none,
  filters: { failure: ['ERROR', 'out of memory'], success: ['done'], start: ['begin'] },
};

function decide(action: PingAction, method: string, body: string, options: ActionOptions): string {
  const decided = decideAction({ action, method }, () => body, options);
  return decided.isIgnored ? `${decided.action}, ignored` : decided.action;
}

test.each<[string, PingAction, string, string, ActionOptions, string]>([
  ['without options the URL says it', 'start', 'GET', 'ERROR', none, 'start'],
  ['a word of failure makes a success fail', 'success', 'POST', 'line\nERROR: disk', words, 'fail'],
  ['a word of success makes a failure succeed', 'fail', 'POST', 'all done', words, 'success'],
  ['a word of a start makes a success start', 'success', 'POST', 'we begin', words, 'start'],
  ['failure goes before success', 'log', 'POST', 'done, with one ERROR', words, 'fail'],
  ['success goes before start', 'log', 'POST', 'begin … done', words, 'success'],
  ['failure goes before start', 'log', 'POST', 'begin ERROR', words, 'fail'],
  ['words are taken as they are written', 'success', 'POST', 'error', words, 'success'],
  ['a phrase is found as one', 'success', 'POST', 'out of  memory', words, 'success'],
  ['and where it stands', 'success', 'POST', '(out of memory)', words, 'fail'],
  ['no word leaves it to the URL', 'log', 'POST', 'nothing of note', words, 'log'],
  ['so does no body', 'success', 'GET', '', words, 'success'],
  [
    'POST only: others are ignored',
    'success',
    'GET',
    'done',
    { ...words, postOnly: true },
    'success, ignored',
  ],
  ['HEAD too', 'fail', 'HEAD', '', { ...none, postOnly: true }, 'fail, ignored'],
  ['and POST is heard', 'success', 'POST', 'ERROR', { ...words, postOnly: true }, 'fail'],
])('%s', (_, action, method, body, options, decided) => {
  expect(decide(action, method, body, options)).toBe(decided);
});

test('a body of which no word is looked for is not even read', () => {
  const read = () => {
    throw new Error('was read');
  };
  const ping = { action: 'success' as const, method: 'GET' };
  expect(decideAction(ping, read, none)).toEqual({ action: 'success', isIgnored: false });
  expect(decideAction(ping, read, { ...words, postOnly: true })).toMatchObject({ isIgnored: true });
});
