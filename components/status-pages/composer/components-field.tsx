'use client';

import { StateMark } from '@/components/state/state-mark';
import { type Affected, nameable, toggle } from '@/components/status-pages/composer/affected';
import { componentStatusMarks, componentStatusWords } from '@/components/status-pages/words';
import { CheckField } from '@/components/ui/check-field';
import { errorsAt } from '@/components/ui/field';
import { WordSelect } from '@/components/ui/word-select';
import type { FieldError } from '@/lib/core/errors';
import { type ComponentStatus, componentStatuses } from '@/lib/status-pages/constants';
import type { PageComponentView } from '@/lib/status-pages/schema';

type ComponentsFieldProps = {
  legend: string;
  components: readonly PageComponentView[];
  affected: Affected;
  onChange: (affected: Affected) => void;
  errors: readonly FieldError[] | undefined;
  /** What an added one is at first. */
  first: ComponentStatus;
  /** Named before: they cannot be taken out, only said to be well. */
  kept?: readonly string[];
  /** A maintenance says no status: all are under it. */
  hasStatus?: boolean;
  /** What is said where it is empty and may not be. */
  needed?: string;
};

const pointers = ['/components', '/component_ids'];

/** The lines of the page that it is about, and how each of them is. */
export function ComponentsField({ legend, components, errors, needed, ...rest }: ComponentsFieldProps) {
  const faults = pointers.flatMap((pointer) => errorsAt(errors, pointer));
  const groups = nameable(components);
  return (
    <fieldset>
      <legend className="mb-1 text-sm font-medium">{legend}</legend>
      {groups.length === 0 ? (
        <p className="text-sm text-ink-faint">This page has no components yet.</p>
      ) : (
        <div className="max-h-96 overflow-y-auto rounded-md border border-line">
          {groups.map(({ group, lines }) => (
            <div key={group ?? ''} className="border-b border-line last:border-0">
              {group !== null && (
                <p className="bg-sunken px-2 py-1 text-xs font-medium text-ink-soft">{group}</p>
              )}
              <ul>
                {lines.map((line) => (
                  <Line key={line.id} line={line} {...rest} />
                ))}
              </ul>
            </div>
          ))}
        </div>
      )}
      {faults.length > 0 && (
        <p className="mt-1 text-sm text-danger">
          {(Object.keys(rest.affected).length === 0 && needed) ||
            'One of these components is gone. Choose them again.'}
        </p>
      )}
    </fieldset>
  );
}

type LineProps = Omit<ComponentsFieldProps, 'legend' | 'components' | 'errors' | 'needed'> & {
  line: PageComponentView;
};

function Line({ line, affected, onChange, first, kept = [], hasStatus = true }: LineProps) {
  const { id, name } = line;
  const status = affected[id];
  return (
    <li className="flex flex-wrap items-center justify-between gap-x-3 border-b border-line px-2 py-0.5 last:border-0">
      <CheckField
        className="min-w-0 grow py-1 pointer-coarse:py-2"
        checked={status !== undefined}
        disabled={kept.includes(id)}
        onChange={() => onChange(toggle(affected, id, first))}
        label={<span className="break-words">{name}</span>}
      />
      {status !== undefined && hasStatus && (
        <span className="flex items-center gap-2 max-sm:w-full max-sm:pl-8">
          <StateMark state={componentStatusMarks[status]} label={false} />
          <WordSelect
            aria-label={`How ${name} is`}
            className="w-52 max-sm:grow"
            values={componentStatuses}
            words={componentStatusWords}
            value={status}
            onChange={(next) => onChange({ ...affected, [id]: next })}
          />
        </span>
      )}
    </li>
  );
}
