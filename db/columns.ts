import { customType, timestamp } from 'drizzle-orm/pg-core';
import { fromUuid, type IdPrefix, newId, toUuid } from '@/lib/core/ids';

/** A TypeID in TypeScript (`mon_…`), sixteen bytes of `uuid` in Postgres. */
export function ref(prefix: IdPrefix) {
  return customType<{ data: string; driverData: string }>({
    dataType: () => 'uuid',
    fromDriver: (uuid) => fromUuid(prefix, uuid),
    toDriver: (value) => toUuid(value),
  })();
}

export function id(prefix: IdPrefix) {
  return ref(prefix)
    .primaryKey()
    .$defaultFn(() => newId(prefix));
}

/** An instant: microseconds in Postgres, a `Date` (milliseconds, UTC) in TypeScript. */
export function instant() {
  return timestamp({ withTimezone: true, mode: 'date' });
}

export function createdAt() {
  return instant().notNull().defaultNow();
}

export function updatedAt() {
  return instant().notNull().defaultNow();
}
