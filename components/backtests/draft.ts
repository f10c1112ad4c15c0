/** The form of a backtest as it is typed. Left empty, a setting stays as it is. */
export type BacktestDraft = {
  /** `prj_…` for all monitors of a project, `mon_…` for one. */
  what: string;
  days: '7' | '30' | '90';
  failureThreshold: string;
  recoveryThreshold: string;
  degradedAfterMs: string;
  policyId: string;
};

function numberOf(name: string, text: string): object {
  return text.trim() === '' ? {} : { [name]: Number(text) };
}

/** As `runBacktest` takes it. */
export function toBacktestInput(draft: BacktestDraft): object {
  const { what, days, policyId } = draft;
  return {
    ...(what.startsWith('mon_') ? { monitor_ids: [what] } : { project_id: what }),
    days: Number(days),
    ...numberOf('failure_threshold', draft.failureThreshold),
    ...numberOf('recovery_threshold', draft.recoveryThreshold),
    ...numberOf('degraded_after_ms', draft.degradedAfterMs),
    ...(policyId === '' ? {} : { policy_id: policyId }),
  };
}
