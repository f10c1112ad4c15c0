import type { StripSpan } from '@/components/charts/strip-cells';
import type { SpanView } from '@/lib/spans/schema';

/** A span as it is drawn; an open one reaches until now. */
export function toStripSpan(span: SpanView, nowMs: number): StripSpan {
  return {
    state: span.state,
    fromMs: new Date(span.started_at).getTime(),
    toMs: span.ended_at ? new Date(span.ended_at).getTime() : nowMs,
  };
}
