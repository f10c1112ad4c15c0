import type { PolicyTransition } from '@/lib/policies/constants';
import { builtInPolicy } from '@/lib/policies/rules/built-in-policy';
import type { PolicySpec, PolicyView } from '@/lib/policies/schema';

/** Whom a policy can name. */
export type PolicyChoices = {
  projects: readonly { id: string; name: string }[];
  channels: readonly {
    id: string;
    name: string;
    projectId: string;
    isPersonal: boolean;
    isEnabled: boolean;
  }[];
  people: readonly { id: string; name: string }[];
  schedules: readonly { id: string; name: string }[];
};

export type StepDraft = {
  key: number;
  afterMinutes: string;
  allChannels: boolean;
  channelIds: readonly string[];
  userIds: readonly string[];
  scheduleIds: readonly string[];
};

export type QuietDraft = {
  timeZone: string;
  days: readonly number[];
  from: string;
  to: string;
  exceptCritical: boolean;
};

/** The form as it is typed. */
export type PolicyDraft = {
  projectId: string;
  name: string;
  isDefault: boolean;
  steps: readonly StepDraft[];
  repeats: boolean;
  repeatMinutes: string;
  repeatMax: string;
  transitions: readonly PolicyTransition[];
  /** Kept while it is switched off, so that switching it on again brings back what was typed. */
  quiet: QuietDraft;
  hasQuiet: boolean;
};

const nights = { days: [1, 2, 3, 4, 5, 6, 7], from: '22:00', to: '07:00', exceptCritical: true };

export function newStepDraft(key: number, afterMinutes: string): StepDraft {
  return { key, afterMinutes, allChannels: false, channelIds: [], userIds: [], scheduleIds: [] };
}

export function newPolicyDraft(projectId: string, timeZone: string, isDefault: boolean): PolicyDraft {
  return {
    projectId,
    name: '',
    isDefault,
    steps: [{ ...newStepDraft(0, '0'), allChannels: true }],
    repeats: false,
    repeatMinutes: '15',
    repeatMax: '5',
    transitions: ['opened', 'escalated', 'reminder', 'resolved'],
    quiet: { ...nights, timeZone },
    hasQuiet: false,
  };
}

export function policyDraftOf(policy: PolicyView, timeZone: string): PolicyDraft {
  const { quiet_hours: quiet, repeat_minutes: repeat } = policy;
  return {
    projectId: policy.project_id,
    name: policy.name,
    isDefault: policy.is_default,
    steps: policy.steps.map((step, key) => ({
      key,
      afterMinutes: String(step.after_minutes),
      allChannels: step.all_channels,
      channelIds: step.channel_ids,
      userIds: step.user_ids,
      scheduleIds: step.schedule_ids,
    })),
    repeats: repeat !== null,
    repeatMinutes: String(repeat ?? 15),
    repeatMax: String(policy.repeat_max),
    transitions: policy.transitions,
    quiet:
      quiet === null
        ? { ...nights, timeZone }
        : {
            timeZone: quiet.time_zone,
            days: quiet.days,
            from: quiet.from,
            to: quiet.to,
            exceptCritical: quiet.except_critical,
          },
    hasQuiet: quiet !== null,
  };
}

function numberOf(text: string): number {
  return text.trim() === '' ? Number.NaN : Number(text);
}

/** What the draft says, not yet validated. */
export function specOf(draft: PolicyDraft): PolicySpec {
  const { quiet } = draft;
  return {
    steps: draft.steps.map((step) => ({
      after_minutes: numberOf(step.afterMinutes),
      all_channels: step.allChannels,
      channel_ids: [...step.channelIds],
      user_ids: [...step.userIds],
      schedule_ids: [...step.scheduleIds],
    })),
    repeat_minutes: draft.repeats ? numberOf(draft.repeatMinutes) : null,
    repeat_max: draft.repeats ? numberOf(draft.repeatMax) : builtInPolicy.repeat_max,
    transitions: [...draft.transitions],
    quiet_hours: draft.hasQuiet
      ? {
          time_zone: quiet.timeZone,
          days: [...quiet.days],
          from: quiet.from,
          to: quiet.to,
          except_critical: quiet.exceptCritical,
        }
      : null,
  };
}

/** The input of `createPolicy`; with an id, without the project, that of `updatePolicy`. */
export function toPolicyInput(draft: PolicyDraft): object {
  return { project_id: draft.projectId, name: draft.name, is_default: draft.isDefault, ...specOf(draft) };
}

/** Why a step as it stands reaches nobody, or null. Whoever is on call is known only when it happens. */
export function reachFault(step: StepDraft, projectId: string, choices: PolicyChoices): string | null {
  const own = choices.channels.filter((channel) => channel.projectId === projectId);
  const hasShared = own.some(({ isPersonal, isEnabled }) => !isPersonal && isEnabled);
  const isNamed = own.some(({ id, isEnabled }) => isEnabled && step.channelIds.includes(id));
  const hasPeople = choices.people.some(({ id }) => step.userIds.includes(id));
  if (isNamed || hasPeople || step.scheduleIds.length > 0 || (step.allChannels && hasShared)) return null;
  const instead = hasShared
    ? 'All channels of the project are told instead.'
    : 'The project has no channel that is switched on, so nobody is told.';
  const isEmpty = !step.allChannels && step.channelIds.length === 0 && step.userIds.length === 0;
  return `${isEmpty ? 'Nobody is chosen here.' : 'Nobody is reached by this step.'} ${instead}`;
}
