import { listPeople } from '@/app/(dashboard)/on-call/list-people';
import type { PolicyChoices } from '@/components/policies/draft';
import type { Ctx } from '@/lib/access/context';
import { listChannels } from '@/lib/channels/list-channels';
import { listOnCallSchedules } from '@/lib/on-call/list-on-call-schedules';
import { listProjects } from '@/lib/projects/list-projects';

/** Whom a policy can name. */
export async function loadChoices(ctx: Ctx): Promise<PolicyChoices> {
  const [projects, channels, people, schedules] = await Promise.all([
    listProjects(ctx, { limit: 200 }),
    listChannels(ctx, { limit: 200 }),
    listPeople(ctx),
    listOnCallSchedules(ctx, { limit: 200 }),
  ]);
  return {
    projects: projects.data.map(({ id, name }) => ({ id, name })),
    channels: channels.data.map(({ id, name, project_id, user_id, enabled }) => ({
      id,
      name,
      projectId: project_id,
      isPersonal: user_id !== null,
      isEnabled: enabled,
    })),
    people: people.map(({ user_id, name }) => ({ id: user_id, name })),
    schedules: schedules.data.map(({ id, name }) => ({ id, name })),
  };
}
