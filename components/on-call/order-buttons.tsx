'use client';

import { ArrowDown, ArrowUp, X } from 'lucide-react';
import { useEffect, useRef } from 'react';
import { Button } from '@/components/ui/button';

/** `list` with the entry at `index` one place further up (-1) or down (1). */
export function moved<T>(list: readonly T[], index: number, step: -1 | 1): readonly T[] {
  const entry = list[index];
  if (entry === undefined || list[index + step] === undefined) return list;
  const rest = list.toSpliced(index, 1);
  return rest.toSpliced(index + step, 0, entry);
}

/** Keeps the keyboard on the entry that was moved: call it with the id of the button at its new place. */
export function useFollowFocus(): (id: string) => void {
  const wanted = useRef<string | null>(null);
  useEffect(() => {
    if (wanted.current === null) return;
    document.getElementById(wanted.current)?.focus();
    wanted.current = null;
  });
  return (id) => {
    wanted.current = id;
  };
}

type OrderButtonsProps = {
  /** Begins the ids of the buttons of the whole list. */
  listId: string;
  index: number;
  count: number;
  /** What is moved, for the names of the buttons. */
  name: string;
  onMove: (step: -1 | 1) => void;
  /** Left out where the last one must stay. */
  onRemove?: (() => void) | undefined;
};

export function orderButtonId(listId: string, index: number, step: -1 | 1): string {
  return `${listId}-${index}-${step === -1 ? 'up' : 'down'}`;
}

/** Up, down and away, for one entry of an ordered list. */
export function OrderButtons({ listId, index, count, name, onMove, onRemove }: OrderButtonsProps) {
  const [isFirst, isLast] = [index === 0, index === count - 1];
  return (
    <div className="flex shrink-0">
      <Button
        id={orderButtonId(listId, index, -1)}
        variant="ghost"
        size="icon-sm"
        aria-label={`Move ${name} up`}
        aria-disabled={isFirst || undefined}
        onClick={() => !isFirst && onMove(-1)}
      >
        <ArrowUp size={15} aria-hidden="true" />
      </Button>
      <Button
        id={orderButtonId(listId, index, 1)}
        variant="ghost"
        size="icon-sm"
        aria-label={`Move ${name} down`}
        aria-disabled={isLast || undefined}
        onClick={() => !isLast && onMove(1)}
      >
        <ArrowDown size={15} aria-hidden="true" />
      </Button>
      {onRemove && (
        <Button variant="ghost" size="icon-sm" aria-label={`Remove ${name}`} onClick={onRemove}>
          <X size={15} aria-hidden="true" />
        </Button>
      )}
    </div>
  );
}
