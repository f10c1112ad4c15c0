'use server';

import { revokeOtherSessions, revokeSession } from '@/lib/access/revoke-session';
import { changePassword } from '@/lib/organizations/change-password';
import { defineAccountAction } from '@/lib/web/define-action';

export const changePasswordAction = defineAccountAction(changePassword);
export const revokeSessionAction = defineAccountAction(revokeSession);
export const revokeOtherSessionsAction = defineAccountAction(revokeOtherSessions);
