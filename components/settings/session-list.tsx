'use client';

import { useRouter } from 'next/navigation';
import type { Action } from '@/components/forms/action-result';
import { useCommand } from '@/components/forms/use-action';
import { browserName } from '@/components/settings/browser-name';
import { Ago } from '@/components/time/time';
import { Badge } from '@/components/ui/badge';
import { Button } from '@/components/ui/button';
import type { SessionView } from '@/lib/access/schema';

type SessionListProps = {
  sessions: readonly SessionView[];
  revoke: Action<void>;
  revokeOthers: Action<number>;
};

export function SessionList({ sessions, revoke, revokeOthers }: SessionListProps) {
  const router = useRouter();
  const { pending, run } = useCommand();
  const end = async (session: SessionView) => {
    await run(session.id, () => revoke({ id: session.id }), 'That session has ended.');
    router.refresh();
  };
  const endOthers = async () => {
    await run('others', () => revokeOthers({}), 'All other sessions have ended.');
    router.refresh();
  };
  return (
    <>
      <ul>
        {sessions.map((session) => (
          <li
            key={session.id}
            className="flex items-center justify-between gap-4 border-b border-line py-2.5 last:border-0"
          >
            <div className="min-w-0">
              <p className="font-medium">
                {browserName(session.user_agent)} {session.is_current && <Badge>this one</Badge>}
              </p>
              <p className="text-sm text-ink-faint">
                {session.address ?? 'address unknown'} · seen <Ago at={session.renewed_at} />
              </p>
            </div>
            {!session.is_current && (
              <Button
                size="sm"
                pending={pending === session.id}
                aria-label={`Sign out ${browserName(session.user_agent)}`}
                onClick={() => void end(session)}
              >
                Sign out
              </Button>
            )}
          </li>
        ))}
      </ul>
      {sessions.length > 1 && (
        <Button className="mt-3" pending={pending === 'others'} onClick={() => void endOthers()}>
          Sign out everywhere else
        </Button>
      )}
    </>
  );
}
