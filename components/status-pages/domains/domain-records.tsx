import { StateLine } from '@/components/state/state-mark';
import { foundMark, foundWords, purposeWords } from '@/components/status-pages/domains/words';
import { CopyButton } from '@/components/ui/copy-button';
import type { PageDomainView } from '@/lib/domains/schema';

/** What is to be set in DNS. On a phone each record stands as a block of its own. */
export function DomainRecords({ domain }: { domain: PageDomainView }) {
  const leadsHere = domain.records.some(({ purpose }) => purpose === 'traffic');
  return (
    <>
      <RecordTable domain={domain} />
      {!leadsHere && (
        <p className="mt-2 text-sm text-ink-soft">
          This installation is opened at an address that no CNAME can name. Lead visitors to it with an A or
          AAAA record, or set APP_URL to its public name.
        </p>
      )}
    </>
  );
}

function RecordTable({ domain }: { domain: PageDomainView }) {
  return (
    <table className="mt-2 w-full border-collapse text-left max-md:block">
      <caption className="sr-only">DNS records to set for {domain.hostname}</caption>
      <thead className="border-b border-line text-xs text-ink-faint max-md:sr-only">
        <tr>
          {['Type', 'Name', 'Value', 'State'].map((head) => (
            <th key={head} scope="col" className="h-8 pr-4 font-normal">
              {head}
            </th>
          ))}
        </tr>
      </thead>
      <tbody className="max-md:block">
        {domain.records.map((record) => (
          <tr
            key={record.purpose}
            className="border-b border-line align-top last:border-0 max-md:block max-md:py-2"
          >
            <td className="py-2 pr-4 max-md:block max-md:py-1">
              <span className="font-mono text-sm">{record.type}</span>
              <p className="text-xs text-ink-faint md:max-w-24">{purposeWords[record.purpose]}</p>
            </td>
            <CopyCell label="name" value={record.name} />
            <CopyCell label="value" value={record.value} />
            <td className="py-2 text-sm max-md:block max-md:py-1">
              <StateLine state={foundMark(record)} words={foundWords(record)} />
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function CopyCell({ label, value }: { label: string; value: string }) {
  return (
    <td className="py-2 pr-4 max-md:block max-md:py-1 max-md:pr-0">
      <span className="mb-0.5 block text-xs text-ink-faint md:hidden">
        {label === 'name' ? 'Name' : 'Value'}
      </span>
      <span className="flex flex-wrap items-center gap-2">
        <code className="min-w-0 font-mono text-sm break-all">{value}</code>
        <CopyButton value={value} label={`Copy ${label}`} />
      </span>
    </td>
  );
}
