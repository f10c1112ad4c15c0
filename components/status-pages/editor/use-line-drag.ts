'use client';

import type { Announcements } from '@dnd-kit/core';
import { useRef, useState } from 'react';
import { indentPx, type Place, projectedPlace, put } from '@/components/status-pages/editor/component-order';
import { placeWords } from '@/components/status-pages/editor/place-words';
import type { PageComponentView } from '@/lib/status-pages/schema';

type Lines = readonly PageComponentView[];
export type Reorder = (next: Lines, words: string) => void;

/** What the events of a drag have in common. */
type Moving = {
  active: { id: string | number };
  over?: { id: string | number } | null;
  delta?: { x: number };
};
type Drag = { lines: Lines; activeId: string; overId: string; offsetPx: number };

/** Where a dragged line would be put down, and how that is said. */
type Spot = { activeId: string; name: string; place: Place | null; words: string };

/** A drag over the lines of a page as they stood when it began: what somebody else does meanwhile is shown after it. */
export function useLineDrag(given: Lines, reorder: Reorder) {
  const [drag, setDrag] = useState<Drag | null>(null);
  const lines = drag?.lines ?? given;
  const spotOf = (event: Moving): Spot => {
    const activeId = String(event.active.id);
    const overId = String(event.over?.id ?? activeId);
    const place = projectedPlace(lines, activeId, overId, event.delta?.x ?? drag?.offsetPx ?? 0);
    const name = lines.find(({ id }) => id === activeId)?.name ?? 'The line';
    const words = place === null ? '' : placeWords(put(lines, activeId, place), activeId);
    return { activeId, name, place, words };
  };
  const announcements = useAnnouncements(spotOf);
  const follow = (event: Moving) => setDrag((before) => before && followed(before, event));
  return {
    lines,
    activeId: drag?.activeId ?? null,
    place: drag && projectedPlace(lines, drag.activeId, drag.overId, drag.offsetPx),
    announcements,
    handlers: {
      onDragStart: ({ active }: Moving) => {
        const id = String(active.id);
        setDrag({ lines: given, activeId: id, overId: id, offsetPx: 0 });
      },
      onDragMove: follow,
      onDragOver: follow,
      onDragEnd: (event: Moving) => {
        const { activeId, name, place, words } = spotOf(event);
        setDrag(null);
        const next = place === null ? lines : put(lines, activeId, place);
        if (!isSameOrder(next, lines)) reorder(next, `${name}: ${words}.`);
      },
      onDragCancel: () => setDrag(null),
    },
  };
}

/** The same object while it is over the same place: most moves of a pointer change nothing. */
function followed(before: Drag, { over, delta }: Moving): Drag {
  const overId = String(over?.id ?? before.activeId);
  const offsetPx = Math.round((delta?.x ?? 0) / indentPx) * indentPx;
  const isSame = overId === before.overId && offsetPx === before.offsetPx;
  return isSame ? before : { ...before, overId, offsetPx };
}

function isSameOrder(one: Lines, other: Lines): boolean {
  return one.every(({ id, group_id }, at) => id === other[at]?.id && group_id === other[at]?.group_id);
}

/** For screen readers: each place once, however far the pointer has moved within it. */
function useAnnouncements(spotOf: (event: Moving) => Spot): Announcements {
  const lastSaid = useRef('');
  const tellMove = (event: Moving) => {
    const { name, words } = spotOf(event);
    if (words === lastSaid.current) return undefined;
    lastSaid.current = words;
    return `${name}: ${words}.`;
  };
  return {
    onDragStart: (event) => {
      const { name, words } = spotOf(event);
      lastSaid.current = words;
      return `Picked up ${name}: ${words}.`;
    },
    onDragMove: tellMove,
    onDragOver: tellMove,
    onDragEnd: (event) => `Put down ${spotOf(event).name}: ${lastSaid.current}.`,
    onDragCancel: (event) => `${spotOf(event).name} was put back.`,
  };
}
