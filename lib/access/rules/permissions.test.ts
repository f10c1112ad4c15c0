import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { permissions, roles, scopes } from '@/lib/access/constants';
import { roleMay, roleOutranks, scopesMay } from '@/lib/access/rules/permissions';

const permission = fc.constantFrom(...permissions);
const role = fc.constantFrom(...roles);
const someScopes = fc.subarray([...scopes]);

describe('roles', () => {
  it('grow: whatever a role may, every higher one may', () => {
    fc.assert(
      fc.property(role, role, permission, (higher, lower, what) => {
        if (roleOutranks(higher, lower) && roleMay(lower, what)) expect(roleMay(higher, what)).toBe(true);
      }),
    );
  });

  it('form one order: two different roles never outrank each other', () => {
    fc.assert(
      fc.property(role, role, (one, other) => {
        expect(roleOutranks(one, other) && roleOutranks(other, one)).toBe(one === other);
      }),
    );
  });

  it('an owner may everything, a viewer changes nothing', () => {
    for (const what of permissions) {
      expect(roleMay('owner', what)).toBe(true);
      if (roleMay('viewer', what)) expect(what).toMatch(/\.read$/);
    }
  });

  it.each([
    ['editor', 'monitor.write', true],
    ['editor', 'project.write', false],
    ['editor', 'member.write', false],
    ['editor', 'api_key.write', false],
    ['admin', 'member.write', true],
    ['admin', 'api_key.write', true],
    ['admin', 'organization.write', false],
    ['viewer', 'monitor.run', false],
    ['viewer', 'api_key.read', false],
  ] as const)('%s and %s: %s', (who, what, expected) => {
    expect(roleMay(who, what)).toBe(expected);
  });
});

describe('scopes', () => {
  it('add up and nothing more: a key may what one of its scopes may', () => {
    fc.assert(
      fc.property(someScopes, permission, (granted, what) => {
        expect(scopesMay(granted, what)).toBe(granted.some((scope) => scopesMay([scope], what)));
      }),
    );
  });

  it('read changes nothing, ping may nothing but ping', () => {
    for (const what of permissions) {
      if (scopesMay(['read'], what)) expect(what).toMatch(/\.read$/);
      expect(scopesMay(['ping'], what)).toBe(what === 'ping.send');
    }
  });

  it('no key touches people or the organization', () => {
    expect(scopesMay(scopes, 'member.write')).toBe(false);
    expect(scopesMay(scopes, 'organization.write')).toBe(false);
    expect(scopesMay(scopes, 'mailbox.read')).toBe(false);
  });
});
