import { Markdown } from '@/components/status-pages/composer/markdown';
import { phaseWords } from '@/components/status-pages/composer/words';
import { Ago } from '@/components/time/time';
import { Button } from '@/components/ui/button';
import type { PageIncidentUpdateView } from '@/lib/page-incidents/schema';

type ConflictNoteProps = { said: readonly PageIncidentUpdateView[]; onRead: () => void };

/** Somebody was faster: what they wrote, before yours is sent. What is typed stays. */
export function ConflictNote({ said, onRead }: ConflictNoteProps) {
  return (
    <div role="alert" className="space-y-3 rounded-md border border-degraded px-3 py-2.5">
      <p className="font-medium">
        {said.length > 0
          ? 'Somebody was faster. Read this first; what you typed is kept.'
          : 'Somebody has changed its title, impact or times meanwhile. What you typed is kept.'}
      </p>
      {said.map((update) => (
        <blockquote key={update.id} className="border-l-2 border-line pl-3">
          <p className="text-sm text-ink-soft">
            <span className="font-medium text-ink">{phaseWords[update.status]}</span>
            {update.created_by.kind !== 'system' && `, ${update.created_by.name}`},{' '}
            <Ago at={update.display_at} />
          </p>
          <Markdown source={update.body} />
        </blockquote>
      ))}
      <Button size="sm" onClick={onRead}>
        I have read it
      </Button>
    </div>
  );
}
