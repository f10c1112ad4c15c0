'use client';

import { type FormEvent, type ReactNode, useState } from 'react';
import type { Action } from '@/components/forms/action-result';
import { FaultLine } from '@/components/forms/fault-line';
import { useCommand, useSubmit } from '@/components/forms/use-action';
import { instantOfWall, wallText } from '@/components/time/wall-time';
import { viewerZone, zoneWords } from '@/components/time/zones';
import { Button } from '@/components/ui/button';
import { Input, Select } from '@/components/ui/controls';
import { Dialog } from '@/components/ui/dialog';
import { Field } from '@/components/ui/field';
import { PresetButtons } from '@/components/ui/preset-buttons';
import type { OnCallOverrideView, OnCallPerson } from '@/lib/on-call/schema';

const hourMs = 3_600_000;

export type TakeOverProps = {
  scheduleId: string;
  people: readonly OnCallPerson[];
  ownUserId: string;
  /** Null: from now on. */
  fromMs: number | null;
  /** Null: nobody knows; a day is offered. */
  toMs: number | null;
  create: Action<OnCallOverrideView>;
  /** Whoever looks takes over, or gives their own turn to somebody else. */
  kind: 'take' | 'hand';
  trigger: ReactNode;
};

const words = { take: 'Take over', hand: 'Hand over' };

/** Somebody takes over for a while: whoever looks, until the turn ends, unless they say otherwise. */
export function TakeOver({ trigger, ...rest }: TakeOverProps) {
  const [open, setOpen] = useState(false);
  return (
    <Dialog
      open={open}
      onOpenChange={setOpen}
      trigger={trigger}
      title={words[rest.kind]}
      description="For this time they are on call, whatever the schedule says."
    >
      <TakeOverForm {...rest} onDone={() => setOpen(false)} />
    </Dialog>
  );
}

type FormProps = Omit<TakeOverProps, 'trigger'> & { onDone: () => void };

function TakeOverForm({ scheduleId, people, ownUserId, fromMs, toMs, kind, create, onDone }: FormProps) {
  const { run } = useCommand();
  const { pending, fault, errors, submit } = useSubmit();
  const [zone] = useState(viewerZone);
  const [startMs] = useState(() => Math.max(fromMs ?? 0, Date.now()));
  const [userId, setUserId] = useState(() => firstChoice(people, ownUserId, kind));
  const [from, setFrom] = useState(() => (fromMs === null ? '' : wallText(startMs, zone)));
  const endMs = toMs ?? startMs + 24 * hourMs;
  const [until, setUntil] = useState(() => wallText(endMs, zone));
  const onSubmit = async (event: FormEvent) => {
    event.preventDefault();
    // The fields show whole minutes; what nobody has changed keeps its exact time.
    const exact = (text: string, offeredMs: number) =>
      text === wallText(offeredMs, zone) ? new Date(offeredMs).toISOString() : instantOfWall(text, zone);
    const input = {
      schedule_id: scheduleId,
      user_id: userId,
      ...(from !== '' && { starts_at: exact(from, startMs) }),
      ends_at: exact(until, endMs),
    };
    const result = await submit(() => create(input));
    if (!result.ok) return;
    await run('made', () => Promise.resolve(result), `${result.data.name} takes over.`);
    onDone();
  };
  return (
    <form onSubmit={onSubmit} noValidate className="space-y-4">
      <Field label="Who" pointer="/user_id" errors={errors}>
        {(props) => (
          <Select {...props} value={userId} onChange={(event) => setUserId(event.target.value)}>
            {people.map((person) => (
              <option key={person.user_id} value={person.user_id}>
                {person.name}
                {person.user_id === ownUserId && ' (you)'}
              </option>
            ))}
          </Select>
        )}
      </Field>
      <div className="grid gap-4 sm:grid-cols-2">
        <Field label="From" pointer="/starts_at" errors={errors} hint="Left empty: now." optional>
          {(props) => (
            <Input
              {...props}
              type="datetime-local"
              value={from}
              onChange={(event) => setFrom(event.target.value)}
            />
          )}
        </Field>
        <Field label="Until" pointer="/ends_at" errors={errors} hint={zoneWords(zone)}>
          {(props) => (
            <Input
              {...props}
              type="datetime-local"
              value={until}
              onChange={(event) => setUntil(event.target.value)}
            />
          )}
        </Field>
      </div>
      <PresetButtons
        label="For how long"
        value={until}
        presets={presetsOf(startMs, toMs, zone)}
        onChoose={setUntil}
      />
      <FaultLine fault={fault} shown={['/user_id', '/starts_at', '/ends_at']} />
      <Button type="submit" variant="primary" pending={pending}>
        {words[kind]}
      </Button>
    </form>
  );
}

function firstChoice(people: readonly OnCallPerson[], ownUserId: string, kind: 'take' | 'hand'): string {
  const wanted = people.find(({ user_id }) => (user_id === ownUserId) === (kind === 'take'));
  return wanted?.user_id ?? people[0]?.user_id ?? '';
}

function presetsOf(startMs: number, toMs: number | null, zone: string) {
  const lengths = [
    { ms: startMs + hourMs, words: '1 hour' },
    { ms: startMs + 4 * hourMs, words: '4 hours' },
    { ms: startMs + 24 * hourMs, words: '1 day' },
    ...(toMs === null ? [] : [{ ms: toMs, words: 'to the end of the turn' }]),
  ];
  return lengths.map(({ ms, words }) => ({ value: wallText(ms, zone), words }));
}
