import { type ReactNode, useId } from 'react';

type ChoiceCardProps = {
  /** Of the group of choices. */
  name: string;
  label: string;
  hint: ReactNode;
  checked: boolean;
  onChoose: () => void;
  children?: ReactNode;
};

/** One of several ways, with what it means, and what it needs while it is chosen. */
export function ChoiceCard({ name, label, hint, checked, onChoose, children }: ChoiceCardProps) {
  const id = useId();
  return (
    <div className="rounded-md border border-line has-[>label>input:checked]:border-ink">
      <label className="flex cursor-pointer items-start gap-2.5 px-3 py-2.5">
        <input
          type="radio"
          name={name}
          checked={checked}
          onChange={onChoose}
          aria-describedby={`${id}-hint`}
          className="mt-[3px] size-4 shrink-0 appearance-none rounded-full border border-line-strong bg-canvas checked:border-[5px] checked:border-ink"
        />
        <span>
          <span className="font-medium">{label}</span>
          <span id={`${id}-hint`} className="block text-sm text-ink-soft">
            {hint}
          </span>
        </span>
      </label>
      {checked && children && <div className="px-3 pt-1 pb-3 pl-9">{children}</div>}
    </div>
  );
}
