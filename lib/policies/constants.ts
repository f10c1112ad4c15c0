/** What of an incident a policy may tell. That it opened is always told. */
export const policyTransitions = ['opened', 'acknowledged', 'escalated', 'reminder', 'resolved'] as const;
export type PolicyTransition = (typeof policyTransitions)[number];

export const maxSteps = 10;
export const maxStepTargets = 50;
export const maxAfterMinutes = 1440;
export const maxRepeats = 100;
