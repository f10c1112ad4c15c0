import type { ComponentProps } from 'react';
import { Select } from '@/components/ui/controls';

type WordSelectProps<T extends string> = Omit<
  ComponentProps<typeof Select>,
  'value' | 'onChange' | 'children'
> & {
  values: readonly T[];
  words: Readonly<Record<T, string>>;
  value: T;
  onChange: (value: T) => void;
  /** In which language the words of a value are; left out, they are in that of the interface. */
  languageOf?: (value: T) => string;
};

/** A select over known values, each with its words. */
export function WordSelect<T extends string>(props: WordSelectProps<T>) {
  const { values, words, onChange, languageOf, ...rest } = props;
  return (
    <Select
      {...rest}
      onChange={(event) => {
        const chosen = values.find((each) => each === event.target.value);
        if (chosen !== undefined) onChange(chosen);
      }}
    >
      {values.map((each) => (
        <option key={each} value={each} lang={languageOf?.(each)}>
          {words[each]}
        </option>
      ))}
    </Select>
  );
}
