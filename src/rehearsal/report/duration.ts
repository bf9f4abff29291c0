const UNITS = [['day', 86_400], ['hour', 3_600], ['minute', 60], ['second', 1]] as const;

/** Seconds in words, such as `1 hour 3 minutes 30 seconds`. */
export function duration(seconds: number): string {
  let rest = Math.round(seconds);
  const parts = UNITS.map(([name, size]) => {
    const count = Math.floor(rest / size);
    rest -= count * size;
    return count === 0 ? '' : `${count} ${name}${count === 1 ? '' : 's'}`;
  });
  return parts.filter(Boolean).join(' ') || '0 seconds';
}
