'use client';

import {
  type Announcements,
  closestCenter,
  DndContext,
  type DragEndEvent,
  type KeyboardCoordinateGetter,
  KeyboardSensor,
  MeasuringStrategy,
  type Modifier,
  PointerSensor,
  useSensor,
  useSensors,
} from '@dnd-kit/core';
import {
  SortableContext,
  sortableKeyboardCoordinates,
  useSortable,
  verticalListSortingStrategy,
} from '@dnd-kit/sortable';
import { GripVertical } from 'lucide-react';
import { useRef, useState } from 'react';
import { type ComponentLinesProps, placesIn } from '@/components/status-pages/editor/component-lines';
import {
  indentPx,
  linesWhileDragging,
  type Place,
  projectedPlace,
  put,
} from '@/components/status-pages/editor/component-order';
import {
  ComponentRow,
  type RowCommands,
  type RowPlace,
} from '@/components/status-pages/editor/component-row';
import { placeWords } from '@/components/status-pages/editor/place-words';
import type { PageComponentView } from '@/lib/status-pages/schema';

type SortableLinesProps = ComponentLinesProps & {
  commands: RowCommands;
  reorder: (next: readonly PageComponentView[], words: string) => void;
};

/** Up and down go from line to line, right and left into the group above and out of it. */
const coordinatesFor: KeyboardCoordinateGetter = (event, args) => {
  const { currentCoordinates } = args;
  if (event.code === 'ArrowRight' || event.code === 'ArrowLeft') {
    event.preventDefault();
    return {
      ...currentCoordinates,
      x: currentCoordinates.x + (event.code === 'ArrowRight' ? indentPx : -indentPx),
    };
  }
  const next = sortableKeyboardCoordinates(event, args);
  return next && { ...next, x: currentCoordinates.x };
};

/** What is dragged stays within its list. */
const withinList: Modifier = ({ transform, draggingNodeRect: line, containerNodeRect: list }) => {
  if (line === null || list === null) return transform;
  const y = Math.min(Math.max(transform.y, list.top - line.top), list.bottom - line.bottom);
  return { ...transform, y };
};

const instructions = {
  draggable:
    'Press space or enter to pick the line up. Then the up and down arrows move it, the right arrow puts it into the group above, the left arrow takes it out. Space or enter puts it down, escape puts it back.',
};

/** The lines of a page, movable by pointer, finger and keyboard. */
export function SortableLines({ lines: given, commands, reorder }: SortableLinesProps) {
  const drag = useDrag(given, reorder);
  const { lines, activeId, place } = drag;
  const seen = linesWhileDragging(lines, activeId);
  const placeFor = placesIn(lines);
  const sensors = useSensors(
    useSensor(PointerSensor, { activationConstraint: { distance: 4 } }),
    useSensor(KeyboardSensor, { coordinateGetter: coordinatesFor }),
  );
  return (
    <DndContext
      id="components"
      sensors={sensors}
      collisionDetection={closestCenter}
      modifiers={[withinList]}
      measuring={{ droppable: { strategy: MeasuringStrategy.Always } }}
      accessibility={{ announcements: drag.announcements, screenReaderInstructions: instructions }}
      {...drag.handlers}
    >
      <SortableContext items={seen.map(({ id }) => id)} strategy={verticalListSortingStrategy}>
        <ul className="border-t border-line">
          {seen.map((line) => (
            <SortableRow
              key={line.id}
              line={line}
              place={placeFor(line)}
              isInGroup={line.id === activeId && place ? place.groupId !== null : line.group_id !== null}
              commands={commands}
            />
          ))}
        </ul>
      </SortableContext>
    </DndContext>
  );
}

type Drag = { lines: readonly PageComponentView[]; activeId: string; overId: string; offsetPx: number };

function useDrag(given: readonly PageComponentView[], reorder: SortableLinesProps['reorder']) {
  const [drag, setDrag] = useState<Drag | null>(null);
  const lastSaid = useRef('');
  // What somebody else does meanwhile is shown after the drop.
  const lines = drag?.lines ?? given;
  const placeAt = ({ activeId, overId, offsetPx }: Drag) => projectedPlace(lines, activeId, overId, offsetPx);
  const where = (event: Moving): { name: string; place: Place | null; words: string } => {
    const activeId = String(event.active.id);
    const overId = String(event.over?.id ?? activeId);
    const place = projectedPlace(lines, activeId, overId, event.delta?.x ?? drag?.offsetPx ?? 0);
    const name = lines.find(({ id }) => id === activeId)?.name ?? 'The line';
    return { name, place, words: place === null ? '' : placeWords(put(lines, activeId, place), activeId) };
  };
  const tellMove = (event: Moving) => {
    const { name, words } = where(event);
    if (words === lastSaid.current) return undefined;
    lastSaid.current = words;
    return `${name}: ${words}.`;
  };
  const announcements: Announcements = {
    onDragStart: (event) => {
      const { name, words } = where(event);
      lastSaid.current = words;
      return `Picked up ${name}: ${words}.`;
    },
    onDragMove: tellMove,
    onDragOver: tellMove,
    onDragEnd: (event) => `Put down ${where(event).name}: ${lastSaid.current}.`,
    onDragCancel: (event) => `${where(event).name} was put back.`,
  };
  const follow = (event: Moving) =>
    setDrag((before) => {
      if (before === null) return null;
      const overId = String(event.over?.id ?? before.activeId);
      const offsetPx = Math.round((event.delta?.x ?? 0) / indentPx) * indentPx;
      const isSame = overId === before.overId && offsetPx === before.offsetPx;
      return isSame ? before : { ...before, overId, offsetPx };
    });
  const onDragEnd = (event: DragEndEvent) => {
    const { name, place, words } = where(event);
    setDrag(null);
    const activeId = String(event.active.id);
    if (place === null) return;
    const next = put(lines, activeId, place);
    const isMoved = next.some(
      ({ id, group_id }, at) => id !== lines[at]?.id || group_id !== lines[at]?.group_id,
    );
    if (isMoved) reorder(next, `${name}: ${words}.`);
  };
  return {
    lines,
    activeId: drag?.activeId ?? null,
    place: drag === null ? null : placeAt(drag),
    announcements,
    handlers: {
      onDragStart: ({ active }: Moving) => {
        const id = String(active.id);
        setDrag({ lines: given, activeId: id, overId: id, offsetPx: 0 });
      },
      onDragMove: follow,
      onDragOver: follow,
      onDragEnd,
      onDragCancel: () => setDrag(null),
    },
  };
}

type Moving = {
  active: { id: string | number };
  over?: { id: string | number } | null;
  delta?: { x: number };
};

type SortableRowProps = {
  line: PageComponentView;
  place: RowPlace;
  isInGroup: boolean;
  commands: RowCommands;
};

function SortableRow({ line, ...rest }: SortableRowProps) {
  const sortable = useSortable({ id: line.id });
  const { transform, transition, isDragging } = sortable;
  return (
    <ComponentRow
      line={line}
      {...rest}
      ref={sortable.setNodeRef}
      isDragged={isDragging}
      style={{
        ...(transform && { transform: `translate3d(0, ${transform.y}px, 0)` }),
        ...(transition && { transition }),
      }}
      handle={
        <button
          type="button"
          ref={sortable.setActivatorNodeRef}
          {...sortable.attributes}
          {...sortable.listeners}
          aria-label={`Move ${line.name}`}
          className="flex size-6 shrink-0 cursor-grab! touch-none items-center justify-center rounded-sm text-ink-faint hover:bg-hover hover:text-ink pointer-coarse:size-10"
        >
          <GripVertical size={16} aria-hidden="true" />
        </button>
      }
    />
  );
}
