/** Seconds. */
export const HOUR = 3600;
export const DAY = 86400;
/** Joules. */
export const KWH = 3.6e6;
