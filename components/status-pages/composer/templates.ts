import type { PageIncidentStatus } from '@/lib/status-pages/constants';

type Template = { name: string; body: string };

/** Words that are ready to be sent, or nearly: what only you know stands in brackets. */
export const templates: Record<PageIncidentStatus, readonly Template[]> = {
  investigating: [
    { name: 'We look into it', body: 'We are looking into reports of problems and will say more here soon.' },
    {
      name: 'Errors',
      body: 'Some requests end in errors. We are looking for the cause. Trying again may help in the meantime.',
    },
    {
      name: 'Slow',
      body: 'Pages and requests take longer than usual. Nothing is lost. We are looking for the cause.',
    },
  ],
  identified: [
    { name: 'Cause found', body: 'We have found the cause and are working on a fix.' },
    {
      name: 'At a provider',
      body: 'The cause lies with a provider of ours, who is working on it. We stay in touch with them and tell you here what changes.',
    },
    { name: 'Going back', body: 'A recent change of ours caused this. We are undoing it.' },
  ],
  monitoring: [
    { name: 'Fix in place', body: 'A fix is in place. We are watching whether it holds.' },
    {
      name: 'Recovering',
      body: 'Things are getting back to normal. What has piled up is being worked off, which may take a while.',
    },
  ],
  resolved: [
    { name: 'It is over', body: 'This is resolved. We are sorry for the trouble it caused.' },
    {
      name: 'Nothing to do',
      body: 'This is resolved, and no data was lost. You do not need to do anything.',
    },
  ],
  postmortem: [
    {
      name: 'Outline',
      body: '**What happened**\n\n[In two sentences]\n\n**Why**\n\n[The cause]\n\n**What we change**\n\n- [So that it does not happen again]',
    },
  ],
  scheduled: [
    {
      name: 'Planned work',
      body: 'We plan work on our systems. Some services may not be available for short times meanwhile.',
    },
    { name: 'No interruption', body: 'We plan work on our systems. We do not expect you to notice it.' },
  ],
  in_progress: [{ name: 'It has begun', body: 'The work has begun. We tell you here when it is done.' }],
  verifying: [
    { name: 'Looking it over', body: 'The work is done. We are looking whether everything is well.' },
  ],
  completed: [{ name: 'It is done', body: 'The work is done, and everything is as it should be.' }],
};

/** Into an empty body, in the place of an untouched template, or below what is written. */
export function withTemplate(body: string, chosen: string): string {
  const trimmed = body.trim();
  const isUntouched = Object.values(templates).some((list) => list.some((each) => each.body === trimmed));
  return trimmed === '' || isUntouched ? chosen : `${body.trimEnd()}\n\n${chosen}`;
}
