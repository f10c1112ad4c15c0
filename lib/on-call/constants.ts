export const rotationUnits = ['hour', 'day', 'week'] as const;
export type RotationUnit = (typeof rotationUnits)[number];

export const maxLayers = 10;
export const maxPeoplePerLayer = 50;
export const maxRestrictionsPerLayer = 20;
/** The longest stretch that shifts are asked for at once. */
export const maxShiftsDays = 62;
export const maxOverrideDays = 366;
