// Moments at the edges of their types: half a second, a microsecond, before 1970, in the hour that a change of clocks leaves out or
// repeats.

export const timestamps = [
  "2026-01-01T00:00:00",
  "2026-01-01T00:00:00.5",
  "2026-03-29T02:30:00",
  "2026-01-01T00:00:00.000001",
  "1969-12-31T23:59:59.999999",
] as const;

export const zonedTimestamps = [
  "2026-01-01T00:00:00Z",
  "2026-01-01T00:00:00.5Z",
  "2026-10-25T00:30:00Z",
  "2026-10-25T01:30:00Z",
  "2025-12-31T23:30:00Z",
  "1969-12-31T23:59:59.999999Z",
] as const;
