import type { InvitationView } from '@/lib/organizations/schema';

const dayMs = 86_400_000;
export const invitationDays = 7;

export function invitationExpiry(now: Date): Date {
  return new Date(now.getTime() + invitationDays * dayMs);
}

export function invitationStatus(
  invitation: { acceptedAt: Date | null; revokedAt: Date | null; expiresAt: Date },
  now: Date,
): InvitationView['status'] {
  if (invitation.acceptedAt !== null) return 'accepted';
  if (invitation.revokedAt !== null) return 'revoked';
  return invitation.expiresAt <= now ? 'expired' : 'pending';
}

/** The page where the invited person accepts. */
export function invitationUrl(appUrl: string, token: string): string {
  return `${appUrl}/invitations/${token}`;
}
