import { type ReactNode, useId } from 'react';

type ChoiceCardsProps<T extends string> = {
  /** Of the group of radio buttons. */
  name: string;
  choices: readonly { value: T; label: string; hint: string }[];
  value: T;
  onChange: (value: T) => void;
  /** What the chosen one needs. */
  children?: ReactNode;
};

/** Several ways, each with what it means, and the chosen one with what it needs. */
export function ChoiceCards<T extends string>(props: ChoiceCardsProps<T>) {
  const { name, choices, value: chosen, onChange, children } = props;
  const id = useId();
  return choices.map(({ value, label, hint }) => (
    <div key={value} className="rounded-md border border-line has-[>label>input:checked]:border-ink">
      <label className="flex cursor-pointer items-start gap-2.5 px-3 py-2.5">
        <input
          type="radio"
          name={name}
          checked={value === chosen}
          onChange={() => onChange(value)}
          aria-describedby={`${id}-${value}`}
          className="mt-[3px] size-4 shrink-0 appearance-none rounded-full border border-line-strong bg-canvas checked:border-[5px] checked:border-ink"
        />
        <span>
          <span className="font-medium">{label}</span>
          <span id={`${id}-${value}`} className="block text-sm text-ink-soft">
            {hint}
          </span>
        </span>
      </label>
      {value === chosen && children && <div className="px-3 pt-1 pb-3 pl-9">{children}</div>}
    </div>
  ));
}
