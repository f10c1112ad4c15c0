'use server';

import { redirect } from 'next/navigation';
import { acceptInvitation } from '@/lib/organizations/accept-invitation';
import { defineAccountAction } from '@/lib/web/define-action';
import { definePublicAction } from '@/lib/web/define-public-action';
import { joinAsNewUser, setUp, signIn, signOut, signUp } from '@/lib/web/session-actions';

export const signInAction = definePublicAction(signIn);
export const signUpAction = definePublicAction(signUp);
export const setUpAction = definePublicAction(setUp);
export const acceptAsNewUserAction = definePublicAction(joinAsNewUser);
export const acceptInvitationAction = defineAccountAction(acceptInvitation);

const endSessionAction = definePublicAction(signOut);

export async function signOutAction(): Promise<void> {
  await endSessionAction(null);
  redirect('/sign-in');
}
