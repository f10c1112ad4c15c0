'use client';

import Link from 'next/link';
import { useLive } from '@/components/live/use-live';
import { durationWords } from '@/components/time/words';
import { Skeleton } from '@/components/ui/empty-state';
import { Figures } from '@/components/ui/figures';
import { Cell, Head, HeadCell, Row, Table } from '@/components/ui/table';
import type { ReportCadence } from '@/lib/notifiers/constants';
import { periodText } from '@/lib/notifiers/rules/period-words';
import { percentText } from '@/lib/notifiers/rules/words';
import type { ReportFiguresView } from '@/lib/reports/schema';

type ReportPreviewProps = { projectId: string; cadence: ReportCadence; timeZone: string };

export function ReportPreview({ projectId, cadence, timeZone }: ReportPreviewProps) {
  const query = new URLSearchParams({ project_id: projectId, cadence, time_zone: timeZone });
  const { data, error } = useLive<{ data: ReportFiguresView }>(`/reports/preview?${query}`, { every: false });
  if (error !== null)
    return <p className="text-ink-soft">The figures cannot be shown: check the time zone.</p>;
  if (data === undefined) return <Skeleton className="h-40 w-full" />;
  return <Preview figures={data.data} />;
}

function Preview({ figures }: { figures: ReportFiguresView }) {
  const { uptime, coverage, incidents, open_incidents: open, longest_seconds: longest } = figures;
  const numbers = [
    { label: 'Uptime', value: uptime === null ? 'not measured' : percentText(uptime) },
    { label: 'Watched', value: percentText(coverage) },
    { label: 'Down', value: durationWords(figures.downtime_seconds, 'short') },
    { label: 'Incidents', value: open === 0 ? String(incidents) : `${incidents}, ${open} open` },
    ...(longest === null ? [] : [{ label: 'Longest', value: durationWords(longest, 'short') }]),
  ];
  return (
    <div className="space-y-3">
      <p className="break-words font-medium">{figures.headline}</p>
      <p className="text-sm text-ink-soft">{periodText(figures)}</p>
      <Figures figures={numbers} />
      {figures.monitors.length === 0 ? (
        <p className="text-ink-soft">No monitor was there in this time.</p>
      ) : (
        <MonitorTable figures={figures} />
      )}
    </div>
  );
}

function MonitorTable({ figures: { monitors, more } }: { figures: ReportFiguresView }) {
  return (
    <>
      <Table label="Monitors">
        <Head>
          <tr>
            <HeadCell>Monitor</HeadCell>
            <HeadCell numeric>Uptime</HeadCell>
            <HeadCell numeric>Watched</HeadCell>
            <HeadCell numeric>Incidents</HeadCell>
            <HeadCell numeric>p95</HeadCell>
          </tr>
        </Head>
        <tbody>
          {monitors.map(({ id, name, uptime, coverage, incidents, p95_ms }) => (
            <Row key={id}>
              <Cell className="max-w-48 truncate">
                <Link href={`/monitors/${id}`} className="link">
                  {name}
                </Link>
              </Cell>
              <Cell numeric>{uptime === null ? '–' : percentText(uptime)}</Cell>
              <Cell numeric>{percentText(coverage)}</Cell>
              <Cell numeric>{incidents}</Cell>
              <Cell numeric>{p95_ms === null ? '–' : `${Math.round(p95_ms)} ms`}</Cell>
            </Row>
          ))}
        </tbody>
      </Table>
      {more > 0 && <p className="text-sm text-ink-faint">{`and ${more} more`}</p>}
    </>
  );
}
