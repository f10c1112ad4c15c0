import { audienceWords } from '@/components/status-pages/composer/told-words';
import type { PageAccess } from '@/lib/status-pages/constants';
import type { AudienceView } from '@/lib/subscribers/schema';

type Counts = Pick<AudienceView, 'email' | 'webhook' | 'slack' | 'outside_domains'>;

/** Who goes on being told of a page that not everybody may read, and who does not; empty where nobody has subscribed. */
export function stillToldWords(access: PageAccess, counts: Counts): readonly string[] {
  const { email, outside_domains: outside } = counts;
  switch (access) {
    case 'public':
      return [];
    case 'password':
    case 'ip': {
      const told = audienceWords({ ...counts, email: email + outside });
      if (told === null) return [];
      return [
        `Told of updates as before: ${told}. Whoever has subscribed hears what the page says, even without being able to open it.`,
      ];
    }
    case 'email': {
      const told = audienceWords(counts);
      return [
        ...(told === null ? [] : [`Told of updates as before: ${told}.`]),
        ...(outside === 0
          ? []
          : [
              `Told no more: ${outside} ${outside === 1 ? 'mailbox' : 'mailboxes'} outside these domains, until the page is open to them again.`,
            ]),
      ];
    }
  }
}
