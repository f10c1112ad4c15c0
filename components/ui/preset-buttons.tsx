type PresetButtonsProps<T extends string | number> = {
  label: string;
  value: T;
  presets: readonly { value: T; words: string }[];
  onChoose: (value: T) => void;
};

/** The usual answers to a field, one press each; the field beside them stays the truth. */
export function PresetButtons<T extends string | number>({
  label,
  value,
  presets,
  onChoose,
}: PresetButtonsProps<T>) {
  return (
    <fieldset className="flex flex-wrap gap-1.5">
      <legend className="sr-only">{label}</legend>
      {presets.map((preset) => (
        <button
          key={preset.value}
          type="button"
          aria-pressed={preset.value === value}
          onClick={() => onChoose(preset.value)}
          className="h-6 rounded-full border border-line px-2.5 text-sm text-ink-soft hover:border-line-strong hover:text-ink aria-pressed:border-ink aria-pressed:bg-ink aria-pressed:text-on-ink pointer-coarse:h-9 pointer-coarse:px-3"
        >
          {preset.words}
        </button>
      ))}
    </fieldset>
  );
}
