'use client';

import { Plus, X } from 'lucide-react';
import { faultSentence } from '@/components/forms/fault-words';
import { type AssertionDraft, hasProperty } from '@/components/monitors/draft';
import type { FieldsProps } from '@/components/monitors/monitor-fields';
import { Button } from '@/components/ui/button';
import { Input, Select } from '@/components/ui/controls';
import { errorsAt, Field } from '@/components/ui/field';

const sourceNames: Record<AssertionDraft['source'], string> = {
  status: 'Status code',
  header: 'Header',
  body: 'Body',
  json_path: 'JSON value',
  latency: 'Response time in ms',
  certificate_days: 'Days the certificate is valid',
};

const comparisonNames: Record<AssertionDraft['comparison'], string> = {
  equals: 'is',
  not_equals: 'is not',
  contains: 'contains',
  not_contains: 'does not contain',
  matches: 'matches the pattern',
  less_than: 'is less than',
  greater_than: 'is greater than',
};

const numeric = ['equals', 'not_equals', 'less_than', 'greater_than'] as const;
const textual = ['equals', 'not_equals', 'contains', 'not_contains', 'matches'] as const;

const comparisonsOf: Record<AssertionDraft['source'], readonly AssertionDraft['comparison'][]> = {
  status: numeric,
  header: [...textual, 'less_than', 'greater_than'],
  body: ['contains', 'not_contains', 'equals', 'not_equals', 'matches'],
  json_path: [...textual, 'less_than', 'greater_than'],
  latency: ['less_than', 'greater_than'],
  certificate_days: ['greater_than', 'less_than', 'equals', 'not_equals'],
};

export function ExpectationFields({ draft, change, errors }: FieldsProps) {
  const setAssertion = (key: number, patch: Partial<AssertionDraft>) =>
    change({
      assertions: draft.assertions.map((each) => (each.key === key ? { ...each, ...patch } : each)),
    });
  const add = () => {
    const key = Math.max(-1, ...draft.assertions.map((each) => each.key)) + 1;
    const fresh = {
      key,
      source: 'json_path',
      property: '$.status',
      comparison: 'equals',
      target: '',
    } as const;
    change({ assertions: [...draft.assertions, { ...fresh, severity: 'down' }] });
  };
  return (
    <div className="grid gap-4 sm:grid-cols-2">
      <Field
        label="Accepted status codes"
        pointer="/spec/expected_status_codes"
        errors={errors}
        hint="Such as 200, 2xx or 200-299, separated by commas."
        className="sm:col-span-2"
      >
        {(props) => (
          <Input
            {...props}
            value={draft.statusCodes}
            onChange={(event) => change({ statusCodes: event.target.value })}
          />
        )}
      </Field>
      <Field label="The body must contain" pointer="/spec/expected_keyword" errors={errors} optional>
        {(props) => (
          <Input
            {...props}
            value={draft.expectedKeyword}
            onChange={(event) => change({ expectedKeyword: event.target.value })}
          />
        )}
      </Field>
      <Field label="The body must not contain" pointer="/spec/forbidden_keyword" errors={errors} optional>
        {(props) => (
          <Input
            {...props}
            value={draft.forbiddenKeyword}
            onChange={(event) => change({ forbiddenKeyword: event.target.value })}
          />
        )}
      </Field>
      <div className="sm:col-span-2">
        <ul className="space-y-2">
          {draft.assertions.map((assertion, index) => (
            <AssertionRow
              key={assertion.key}
              assertion={assertion}
              number={index + 1}
              fault={errorsAt(errors, `/spec/assertions/${index}`)
                .map((error) => faultSentence(error.detail))
                .join(' ')}
              change={(patch) => setAssertion(assertion.key, patch)}
              remove={() =>
                change({ assertions: draft.assertions.filter((each) => each.key !== assertion.key) })
              }
            />
          ))}
        </ul>
        <Button size="sm" variant="ghost" className="mt-2 -ml-2" onClick={add}>
          <Plus size={14} aria-hidden="true" /> Add an assertion
        </Button>
      </div>
    </div>
  );
}

type AssertionRowProps = {
  assertion: AssertionDraft;
  number: number;
  fault: string;
  change: (patch: Partial<AssertionDraft>) => void;
  remove: () => void;
};

function AssertionRow({ assertion, number, fault, change, remove }: AssertionRowProps) {
  const name = `Assertion ${number}`;
  const chooseSource = (source: AssertionDraft['source']) => {
    const comparison = comparisonsOf[source].includes(assertion.comparison)
      ? assertion.comparison
      : (comparisonsOf[source][0] ?? 'equals');
    change({ source, comparison, property: hasProperty(source) ? assertion.property : '' });
  };
  const invalid = fault ? { 'aria-invalid': true as const } : {};
  return (
    <li className="rounded-md border border-line bg-sunken p-2">
      <div className="flex flex-wrap gap-2">
        <Select
          aria-label={`${name}: what`}
          className="w-44 grow"
          value={assertion.source}
          onChange={(event) => chooseSource(event.target.value as AssertionDraft['source'])}
        >
          {Object.entries(sourceNames).map(([value, label]) => (
            <option key={value} value={value}>
              {label}
            </option>
          ))}
        </Select>
        {hasProperty(assertion.source) && (
          <Input
            aria-label={`${name}: ${assertion.source === 'header' ? 'header name' : 'JSON path'}`}
            className="w-36 grow font-mono text-sm"
            value={assertion.property}
            onChange={(event) => change({ property: event.target.value })}
          />
        )}
        <Select
          aria-label={`${name}: comparison`}
          className="w-40 grow"
          value={assertion.comparison}
          onChange={(event) => change({ comparison: event.target.value as AssertionDraft['comparison'] })}
        >
          {comparisonsOf[assertion.source].map((value) => (
            <option key={value} value={value}>
              {comparisonNames[value]}
            </option>
          ))}
        </Select>
        <Input
          {...invalid}
          aria-label={`${name}: value`}
          className="w-32 grow"
          value={assertion.target}
          onChange={(event) => change({ target: event.target.value })}
        />
        <Select
          aria-label={`${name}: otherwise it is`}
          className="w-40 grow"
          value={assertion.severity}
          onChange={(event) => change({ severity: event.target.value as AssertionDraft['severity'] })}
        >
          <option value="down">otherwise down</option>
          <option value="degraded">otherwise degraded</option>
        </Select>
        <Button variant="ghost" size="icon" aria-label={`Remove ${name.toLowerCase()}`} onClick={remove}>
          <X size={15} aria-hidden="true" />
        </Button>
      </div>
      {fault && <p className="mt-1 text-sm text-danger">{fault}</p>}
    </li>
  );
}
