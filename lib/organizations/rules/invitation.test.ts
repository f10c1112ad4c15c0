import { describe, expect, it } from 'vitest';
import { invitationExpiry, invitationStatus, invitationUrl } from '@/lib/organizations/rules/invitation';

const now = new Date('2026-01-01T00:00:00.000Z');
const open = { acceptedAt: null, revokedAt: null, expiresAt: invitationExpiry(now) };

describe('an invitation', () => {
  it('holds for seven days to the instant', () => {
    const end = new Date('2026-01-08T00:00:00.000Z');
    expect(open.expiresAt).toEqual(end);
    expect(invitationStatus(open, new Date(end.getTime() - 1))).toBe('pending');
    expect(invitationStatus(open, end)).toBe('expired');
  });

  it('once accepted or revoked never opens again', () => {
    expect(invitationStatus({ ...open, acceptedAt: now }, now)).toBe('accepted');
    expect(invitationStatus({ ...open, revokedAt: now }, now)).toBe('revoked');
  });

  it('leads to the configured address', () => {
    expect(invitationUrl('https://up.example', 'tok')).toBe('https://up.example/invitations/tok');
  });
});
