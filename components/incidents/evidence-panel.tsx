import { Waterfall } from '@/components/charts/waterfall';
import { ResponseEvidence } from '@/components/checks/evidence';
import { causeSentence } from '@/components/incidents/words';
import { StateMark } from '@/components/state/state-mark';
import { stateWords, toDrawnState } from '@/components/state/states';
import { Instant } from '@/components/time/time';
import { Panel } from '@/components/ui/panel';
import type { RegionEvidence } from '@/lib/incidents/schema';

export function EvidencePanel({ regions }: { regions: readonly RegionEvidence[] }) {
  if (regions.length === 0) return null;
  return (
    <Panel title="Evidence" hint="the check that opened it">
      <div className="space-y-6 pt-1">
        {regions.map((region) => (
          <div key={`${region.region}-${region.scheduled_at}`} className="space-y-3">
            <h3 className="flex flex-wrap items-center gap-2">
              <StateMark state={toDrawnState(region.result)} label={false} />
              <span className="font-medium">{region.region}</span>
              <span className="text-ink-soft">
                {stateWords[toDrawnState(region.result)]}
                {region.http_status !== null && `, status ${region.http_status}`}
              </span>
              <Instant at={region.scheduled_at} style="full" className="text-sm text-ink-faint" />
            </h3>
            <p className="break-words">
              {causeSentence(region.cause)}
              {region.error && <span className="text-ink-soft">{`: ${region.error}`}</span>}
            </p>
            <Waterfall check={region} />
            {region.response && <ResponseEvidence response={region.response} />}
          </div>
        ))}
      </div>
    </Panel>
  );
}
