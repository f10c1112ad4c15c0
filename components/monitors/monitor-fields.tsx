'use client';

import { LinesField } from '@/components/forms/lines-field';
import { ProjectField } from '@/components/forms/project-field';
import { UnitField } from '@/components/forms/unit-field';
import type { MonitorDraft } from '@/components/monitors/draft';
import { durationWords } from '@/components/time/words';
import { CheckField } from '@/components/ui/check-field';
import { Input, Select } from '@/components/ui/controls';
import { Field, type FieldWords } from '@/components/ui/field';
import type { FieldError } from '@/lib/core/errors';
import { httpMethods } from '@/lib/probing/constants';

export type FieldsProps = {
  draft: MonitorDraft;
  change: (patch: Partial<MonitorDraft>) => void;
  errors: readonly FieldError[] | undefined;
};

const intervals = [10, 20, 30, 60, 120, 180, 300, 600, 900, 1800, 3600, 21_600, 43_200, 86_400];

function intervalOptions(current: string): number[] {
  const value = Number(current);
  return intervals.includes(value) || !(value > 0) ? intervals : [...intervals, value].sort((a, b) => a - b);
}

export function TargetFields({
  draft,
  change,
  errors,
  projects,
}: FieldsProps & { projects: readonly { id: string; name: string }[] }) {
  return (
    <div className="grid gap-4 sm:grid-cols-2">
      <Field label="Address" pointer="/spec/url" errors={errors} className="sm:col-span-2">
        {(props) => (
          <Input
            {...props}
            inputMode="url"
            autoComplete="url"
            spellCheck={false}
            className="font-mono text-sm"
            placeholder="https://example.com/health"
            value={draft.url}
            onChange={(event) => change({ url: event.target.value })}
          />
        )}
      </Field>
      <Field
        label="Name"
        pointer="/name"
        errors={errors}
        optional
        hint="Left empty, it is the host of the address."
      >
        {(props) => (
          <Input {...props} value={draft.name} onChange={(event) => change({ name: event.target.value })} />
        )}
      </Field>
      <ProjectField
        projects={projects}
        value={draft.projectId}
        onChange={(projectId) => change({ projectId })}
        errors={errors}
      />
    </div>
  );
}

export function TimingFields({ draft, change, errors }: FieldsProps) {
  return (
    <div className="grid gap-4 sm:grid-cols-3">
      <Field label="Check every" pointer="/interval_seconds" errors={errors}>
        {(props) => (
          <Select
            {...props}
            value={draft.intervalSeconds}
            onChange={(event) => change({ intervalSeconds: event.target.value })}
          >
            {intervalOptions(draft.intervalSeconds).map((seconds) => (
              <option key={seconds} value={seconds}>
                {durationWords(seconds)}
              </option>
            ))}
          </Select>
        )}
      </Field>
      <NumberField
        {...{ draft, change, errors }}
        label="Time-out"
        unit="seconds"
        name="timeoutSeconds"
        pointer="/timeout_ms"
        step="0.1"
      />
      <NumberField
        {...{ draft, change, errors }}
        label="Degraded above"
        unit="ms"
        name="degradedAfterMs"
        pointer="/degraded_after_ms"
        optional
      />
      <NumberField
        {...{ draft, change, errors }}
        label="Down after"
        unit="failures"
        name="failureThreshold"
        pointer="/failure_threshold"
        hint="Checks that fail in a row before an incident opens."
      />
      <NumberField
        {...{ draft, change, errors }}
        label="Up again after"
        unit="successes"
        name="recoveryThreshold"
        pointer="/recovery_threshold"
        hint="Checks that pass in a row before it is resolved."
      />
    </div>
  );
}

type NumberName = 'timeoutSeconds' | 'degradedAfterMs' | 'failureThreshold' | 'recoveryThreshold';
type NumberFieldProps = FieldsProps &
  Pick<FieldWords, 'pointer' | 'hint' | 'optional'> & {
    label: string;
    unit: string;
    name: NumberName;
    step?: string;
  };

function NumberField({ draft, change, label, unit, name, step = '1', ...field }: NumberFieldProps) {
  return (
    <UnitField
      {...field}
      label={`${label} (${unit})`}
      unit={unit}
      inputMode="decimal"
      step={step}
      value={draft[name]}
      onChange={(text) => change({ [name]: text })}
    />
  );
}

export function RequestFields({ draft, change, errors }: FieldsProps) {
  return (
    <div className="grid gap-4 sm:grid-cols-2">
      <Field label="Method" pointer="/spec/method" errors={errors}>
        {(props) => (
          <Select
            {...props}
            value={draft.method}
            onChange={(event) => change({ method: event.target.value })}
          >
            {httpMethods.map((method) => (
              <option key={method}>{method}</option>
            ))}
          </Select>
        )}
      </Field>
      <Field label="Tags" pointer="/tags" errors={errors} optional hint="Separated by commas.">
        {(props) => (
          <Input {...props} value={draft.tags} onChange={(event) => change({ tags: event.target.value })} />
        )}
      </Field>
      <LinesField
        label="Headers"
        pointer="/spec/headers"
        errors={errors}
        optional
        hint="One per line, as “Name: value”. What carries a secret is shown once and then covered."
        className="sm:col-span-2"
        rows={3}
        placeholder="Accept: application/json"
        value={draft.headers}
        onChange={(headers) => change({ headers })}
      />
      {draft.method !== 'GET' && draft.method !== 'HEAD' && (
        <LinesField
          label="Body"
          pointer="/spec/body"
          errors={errors}
          optional
          className="sm:col-span-2"
          value={draft.body}
          onChange={(body) => change({ body })}
        />
      )}
      <AuthFields draft={draft} change={change} errors={errors} />
      <div className="space-y-1 sm:col-span-2">
        <CheckField
          label="Follow redirects"
          checked={draft.followRedirects}
          onChange={(event) => change({ followRedirects: event.target.checked })}
        />
        <CheckField
          label="Verify the TLS certificate"
          hint="Without it, an expired or foreign certificate does not count as down."
          checked={draft.verifyTls}
          onChange={(event) => change({ verifyTls: event.target.checked })}
        />
      </div>
    </div>
  );
}

function AuthFields({ draft, change, errors }: FieldsProps) {
  return (
    <>
      <Field label="Credentials" pointer="/spec/auth/kind" errors={errors}>
        {(props) => (
          <Select
            {...props}
            value={draft.authKind}
            onChange={(event) => change({ authKind: event.target.value as MonitorDraft['authKind'] })}
          >
            <option value="none">None</option>
            <option value="basic">User name and password</option>
            <option value="bearer">Bearer token</option>
          </Select>
        )}
      </Field>
      {draft.authKind === 'basic' && (
        <div className="grid grid-cols-2 gap-4">
          <SecretField {...{ draft, change, errors }} label="User name" name="username" visible />
          <SecretField {...{ draft, change, errors }} label="Password" name="password" />
        </div>
      )}
      {draft.authKind === 'bearer' && (
        <SecretField {...{ draft, change, errors }} label="Token" name="token" />
      )}
    </>
  );
}

type SecretFieldProps = FieldsProps & {
  label: string;
  name: 'username' | 'password' | 'token';
  visible?: boolean;
};

function SecretField({ draft, change, errors, label, name, visible }: SecretFieldProps) {
  return (
    <Field label={label} pointer={`/spec/auth/${name}`} errors={errors}>
      {(props) => (
        <Input
          {...props}
          type={visible ? 'text' : 'password'}
          autoComplete="off"
          data-1p-ignore
          value={draft[name]}
          onChange={(event) => change({ [name]: event.target.value })}
        />
      )}
    </Field>
  );
}
