'use client';

import {
  closestCenter,
  DndContext,
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
import { type ComponentLinesProps, placesIn } from '@/components/status-pages/editor/component-lines';
import { indentPx, linesWhileDragging } from '@/components/status-pages/editor/component-order';
import {
  ComponentRow,
  type RowCommands,
  type RowPlace,
} from '@/components/status-pages/editor/component-row';
import { type Reorder, useLineDrag } from '@/components/status-pages/editor/use-line-drag';
import type { PageComponentView } from '@/lib/status-pages/schema';

type SortableLinesProps = ComponentLinesProps & {
  commands: RowCommands;
  reorder: Reorder;
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
  const drag = useLineDrag(given, reorder);
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
