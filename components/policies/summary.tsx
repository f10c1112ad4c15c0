'use client';

import { type PolicyChoices, type PolicyDraft, specOf } from '@/components/policies/draft';
import { describePolicy } from '@/lib/policies/rules/describe-policy';

const nameMap = (list: readonly { id: string; name: string }[]) =>
  new Map(list.map(({ id, name }) => [id, name]));

/** What the form says, in words, while it is typed. */
export function PolicySummary({ draft, choices }: { draft: PolicyDraft; choices: PolicyChoices }) {
  const spec = specOf(draft);
  const isReadable =
    spec.steps.every((step) => step.after_minutes >= 0) &&
    (spec.repeat_minutes === null || (spec.repeat_minutes > 0 && spec.repeat_max > 0));
  if (!isReadable)
    return <p className="text-ink-faint">Write the missing times, and it is said here in words.</p>;
  return (
    <Sentences
      lines={describePolicy(spec, {
        channels: nameMap(choices.channels),
        users: nameMap(choices.people),
        schedules: nameMap(choices.schedules),
      })}
    />
  );
}

export function Sentences({ lines }: { lines: readonly string[] }) {
  return (
    <ul className="space-y-0.5">
      {lines.map((line) => (
        <li key={line} className="break-words">
          {line}
        </li>
      ))}
    </ul>
  );
}
