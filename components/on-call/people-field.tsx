'use client';

import { useId } from 'react';
import { moved, OrderButtons, orderButtonId, useFollowFocus } from '@/components/on-call/order-buttons';
import { Select } from '@/components/ui/controls';
import { Field } from '@/components/ui/field';
import type { FieldError } from '@/lib/core/errors';
import type { OnCallPerson } from '@/lib/on-call/schema';

type PeopleFieldProps = {
  people: readonly OnCallPerson[];
  value: readonly string[];
  onChange: (userIds: readonly string[]) => void;
  pointer: string;
  errors: readonly FieldError[] | undefined;
};

/** People in the order of their turns. */
export function PeopleField({ people, value, onChange, pointer, errors }: PeopleFieldProps) {
  const listId = useId();
  const follow = useFollowFocus();
  const nameOf = (userId: string) =>
    people.find((person) => person.user_id === userId)?.name ?? 'Former member';
  const rest = people.filter((person) => !value.includes(person.user_id));
  const move = (index: number, step: -1 | 1) => {
    onChange(moved(value, index, step));
    follow(orderButtonId(listId, index + step, step));
  };
  return (
    <div>
      {value.length > 0 && <p className="text-sm font-medium">Order of turns</p>}
      {value.length > 0 && (
        <ol className="mb-3">
          {value.map((userId, index) => (
            <li key={turnKey(value, index)} className="flex min-h-9 items-center gap-3 border-b border-line">
              <span className="w-5 shrink-0 text-right text-sm text-ink-faint">{index + 1}</span>
              <span className="min-w-0 grow truncate">{nameOf(userId)}</span>
              <OrderButtons
                listId={listId}
                index={index}
                count={value.length}
                name={nameOf(userId)}
                onMove={(step) => move(index, step)}
                onRemove={() => onChange(value.toSpliced(index, 1))}
              />
            </li>
          ))}
        </ol>
      )}
      <Field
        label={value.length === 0 ? 'People' : 'Add to the order'}
        pointer={pointer}
        errors={errors}
        hint="Turns go down the list and begin again at the top."
      >
        {(props) => (
          <Select
            {...props}
            className="max-w-sm"
            value=""
            onChange={(event) => event.target.value !== '' && onChange([...value, event.target.value])}
          >
            <option value="">{rest.length === 0 ? 'Everybody is in it' : 'Choose somebody'}</option>
            {rest.map((person) => (
              <option key={person.user_id} value={person.user_id}>
                {person.name}
              </option>
            ))}
          </Select>
        )}
      </Field>
    </div>
  );
}

/** Somebody may stand in the order several times. */
function turnKey(userIds: readonly string[], index: number): string {
  const userId = userIds[index];
  return `${userId} ${userIds.slice(0, index).filter((each) => each === userId).length}`;
}
