/** Above it the SDK is told to fetch events and steps itself, as serverless hosts limit what they are sent. */
export const maxPayloadChars = 4 * 1024 * 1024;

type Run = { id: string; functionId: string; event: Record<string, unknown>; isPlanForced: boolean };
type Step = { stepId: string; outcome: unknown };

/** The body of a call. Source: section 4.4.1 of Inngest's SDK specification. */
export function buildPayload(
  run: Run,
  steps: readonly Step[],
  { attempt, maxAttempts }: { attempt: number; maxAttempts: number },
) {
  const isTooLarge = JSON.stringify([run.event, run.event, steps]).length > maxPayloadChars;
  return {
    version: 2,
    use_api: isTooLarge,
    ctx: {
      run_id: run.id,
      attempt,
      max_attempts: maxAttempts,
      disable_immediate_execution: run.isPlanForced,
      use_api: isTooLarge,
      stack: { stack: steps.map(({ stepId }) => stepId), current: steps.length },
    },
    event: run.event,
    events: isTooLarge ? [] : [run.event],
    steps: isTooLarge ? {} : Object.fromEntries(steps.map(({ stepId, outcome }) => [stepId, outcome])),
  };
}
