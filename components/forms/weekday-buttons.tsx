const weekdays = [
  { day: 1, short: 'Mon', name: 'Monday' },
  { day: 2, short: 'Tue', name: 'Tuesday' },
  { day: 3, short: 'Wed', name: 'Wednesday' },
  { day: 4, short: 'Thu', name: 'Thursday' },
  { day: 5, short: 'Fri', name: 'Friday' },
  { day: 6, short: 'Sat', name: 'Saturday' },
  { day: 7, short: 'Sun', name: 'Sunday' },
];

type WeekdayButtonsProps = {
  /** ISO: 1 is Monday, 7 is Sunday. */
  value: readonly number[];
  onChange: (days: readonly number[]) => void;
  legend: string;
  id?: string;
  'aria-invalid'?: true;
  'aria-describedby'?: string;
};

/** Days of the week to switch on and off. */
export function WeekdayButtons({ value, onChange, legend, ...rest }: WeekdayButtonsProps) {
  const toggle = (day: number) =>
    onChange(
      value.includes(day) ? value.filter((each) => each !== day) : [...value, day].sort((a, b) => a - b),
    );
  return (
    <fieldset {...rest} className="flex flex-wrap gap-1">
      <legend className="sr-only">{legend}</legend>
      {weekdays.map(({ day, short, name }) => (
        <button
          key={day}
          type="button"
          aria-label={name}
          aria-pressed={value.includes(day)}
          onClick={() => toggle(day)}
          className="h-(--control) min-w-10 rounded-md border border-line px-1.5 text-sm text-ink-soft hover:border-line-strong hover:text-ink aria-pressed:border-ink aria-pressed:bg-ink aria-pressed:text-on-ink"
        >
          {short}
        </button>
      ))}
    </fieldset>
  );
}
