'use client';

import { useLive } from '@/components/live/use-live';
import { durationWords, percentWords } from '@/components/time/words';
import { Cell, Head, HeadCell, Row, Table } from '@/components/ui/table';
import type { UptimeView } from '@/lib/spans/schema';

const periods = [
  { days: 1, name: '24 hours' },
  { days: 7, name: '7 days' },
  { days: 30, name: '30 days' },
  { days: 90, name: '90 days' },
] as const;

export function UptimeTable({ monitorId }: { monitorId: string }) {
  return (
    <Table label="Availability by period" className="min-w-[38rem]">
      <Head>
        <tr>
          <HeadCell>Last</HeadCell>
          <HeadCell numeric>Uptime</HeadCell>
          <HeadCell numeric>Coverage</HeadCell>
          <HeadCell numeric>Downtime</HeadCell>
          <HeadCell numeric>Incidents</HeadCell>
          <HeadCell numeric>Longest</HeadCell>
          <HeadCell numeric>Mean time to recover</HeadCell>
        </tr>
      </Head>
      <tbody>
        {periods.map((period) => (
          <PeriodRow key={period.days} monitorId={monitorId} {...period} />
        ))}
      </tbody>
    </Table>
  );
}

const minuteMs = 60_000;

function PeriodRow({ monitorId, days, name }: { monitorId: string; days: number; name: string }) {
  const { data } = useLive<{ data: UptimeView }>(`/monitors/${monitorId}/uptime?days=${days}`, {
    every: days === 1 ? 15_000 : minuteMs,
  });
  const uptime = data?.data;
  const seconds = (value: number | null | undefined) =>
    value === null || value === undefined ? '–' : value === 0 ? 'none' : durationWords(value, 'short');
  return (
    <Row>
      <th scope="row" className="h-10 pr-3 text-left font-normal whitespace-nowrap text-ink-soft">
        {name}
      </th>
      <Cell numeric className="font-medium">
        {uptime ? percentWords(uptime.uptime_ratio, 3) : '…'}
      </Cell>
      <Cell numeric className="text-ink-soft">
        {uptime ? percentWords(uptime.coverage_ratio, 1) : '…'}
      </Cell>
      <Cell numeric>{uptime ? seconds(uptime.downtime_seconds) : '…'}</Cell>
      <Cell numeric>{uptime?.incidents ?? '…'}</Cell>
      <Cell numeric>{uptime ? seconds(uptime.longest_outage_seconds) : '…'}</Cell>
      <Cell numeric>{uptime ? seconds(uptime.mttr_seconds) : '…'}</Cell>
    </Row>
  );
}
