export const minPeriodSeconds = 60;
export const maxPeriodSeconds = 31_536_000;
