import { expect, test } from 'vitest';
import type { Resolve } from '@/lib/net/resolve';
import { findSpecFaults } from '@/lib/probing/find-spec-faults';
import type { HttpSpecInput } from '@/lib/probing/schema';
import { allowPolicy, denyPolicy, resolveToHere, specOf } from '@/lib/probing/testing/probe-io';

function faults(spec: HttpSpecInput, policy = denyPolicy, resolve: Resolve = resolveToHere) {
  return findSpecFaults({ type: 'http', spec: specOf(spec) }, { policy, resolve });
}

test('a target inside is refused on save, by its address and by its name', async () => {
  const blocked = [{ pointer: '/spec/url', code: 'blocked_target' }];
  expect(await faults({ url: 'http://10.0.0.1/' })).toMatchObject(blocked);
  expect(await faults({ url: 'http://rebind.example.com/' })).toMatchObject(blocked);
  expect(await faults({ url: 'http://10.0.0.1/' }, allowPolicy)).toEqual([]);
  expect(await faults({ url: 'http://169.254.169.254/' }, allowPolicy)).toMatchObject(blocked);
});

test('a name that does not resolve yet may be saved: its checks will tell', async () => {
  const resolve: Resolve = async () => ({ ok: false, code: 'nxdomain', message: 'no such name' });
  expect(await faults({ url: 'http://soon.example.com/' }, denyPolicy, resolve)).toEqual([]);
});

test.each(['(?=a)b', '(a)\\1', '(', '((a{50}){50}){50}'])(
  'the pattern %s is refused on save',
  async (target) => {
    const spec = {
      url: 'http://10.0.0.1/',
      assertions: [{ source: 'body', comparison: 'matches', target } as const],
    };
    expect(await faults(spec, allowPolicy)).toMatchObject([
      { pointer: '/spec/assertions/0/target', code: 'invalid_pattern' },
    ]);
  },
);
