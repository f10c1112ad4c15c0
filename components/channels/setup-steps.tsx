import { ExternalLink } from 'lucide-react';
import type { KindView } from '@/components/channels/kinds';

/** Where the values of the form come from, as the vendor has it. */
export function SetupSteps({ kind }: { kind: Pick<KindView, 'word' | 'steps' | 'docsUrl'> }) {
  const { word, steps, docsUrl } = kind;
  if (steps.length === 0 && docsUrl === null) return null;
  return (
    <section aria-labelledby="setup-steps" className="rounded-md bg-sunken p-4">
      <h2 id="setup-steps" className="font-semibold">{`Setting up ${word}`}</h2>
      {steps.length > 0 && (
        <ol className="mt-2 list-decimal space-y-2 pl-5 text-ink-soft marker:text-ink-faint">
          {steps.map((step) => (
            <li key={step} className="break-words">
              {step}
            </li>
          ))}
        </ol>
      )}
      {docsUrl !== null && (
        <a
          href={docsUrl}
          target="_blank"
          rel="noreferrer"
          className="link mt-3 inline-flex min-h-6 items-center gap-1 text-sm"
        >
          {`The documentation of ${word}`}
          <ExternalLink size={13} aria-hidden="true" />
          <span className="sr-only">(opens in a new tab)</span>
        </a>
      )}
    </section>
  );
}
