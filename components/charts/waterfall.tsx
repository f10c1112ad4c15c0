import { msWords } from '@/components/time/words';

export type Phases = {
  dns_ms: number | null;
  connect_ms: number | null;
  tls_ms: number | null;
  wait_ms: number | null;
  transfer_ms: number | null;
  total_ms: number | null;
};

const phases = [
  { key: 'dns_ms', name: 'Name look-up' },
  { key: 'connect_ms', name: 'Connection' },
  { key: 'tls_ms', name: 'TLS' },
  { key: 'wait_ms', name: 'Waiting' },
  { key: 'transfer_ms', name: 'Transfer' },
] as const satisfies readonly { key: keyof Phases; name: string }[];

/** Where the time of one check went: each phase begins where the one before it ended. */
export function Waterfall({ check }: { check: Phases }) {
  const known = phases.reduce((sum, phase) => sum + (check[phase.key] ?? 0), 0);
  const whole = Math.max(check.total_ms ?? 0, known, 1);
  let offset = 0;
  return (
    <table className="w-full border-collapse text-sm">
      <caption className="sr-only">Phases of this check</caption>
      <tbody>
        {phases.map(({ key, name }) => {
          const ms = check[key];
          const start = offset;
          offset += ms ?? 0;
          return (
            <tr key={key} className={ms === null ? 'text-ink-faint' : undefined}>
              <th scope="row" className="w-28 py-0.5 pr-3 text-left font-normal whitespace-nowrap">
                {name}
              </th>
              <td className="w-full py-0.5">
                <svg
                  aria-hidden="true"
                  viewBox="0 0 100 10"
                  preserveAspectRatio="none"
                  className="block h-2.5 w-full bg-sunken"
                >
                  {ms !== null && (
                    <rect
                      x={(start / whole) * 100}
                      width={Math.max((ms / whole) * 100, 0.6)}
                      height="10"
                      style={{ fill: key === 'wait_ms' ? 'var(--ink)' : 'var(--line-strong)' }}
                    />
                  )}
                </svg>
              </td>
              <td className="py-0.5 pl-3 text-right whitespace-nowrap">
                {ms === null ? 'none' : msWords(ms)}
              </td>
            </tr>
          );
        })}
      </tbody>
      <tfoot>
        <tr className="border-t border-line font-medium">
          <th scope="row" className="pt-1 text-left font-medium">
            Total
          </th>
          <td />
          <td className="pt-1 pl-3 text-right whitespace-nowrap">{msWords(check.total_ms)}</td>
        </tr>
      </tfoot>
    </table>
  );
}
