/** J. A. Martilla, J. C. James, Importance-Performance Analysis, J. Marketing 41 (1977). */
export type Quadrant = 'concentrate-here' | 'keep-up' | 'low-priority' | 'possible-overkill';

export interface QuadrantPoint {
  readonly name: string;
  /** Mean importance. */
  readonly importance: number;
  /** Mean of perceived − expected. */
  readonly gap: number;
}

export interface QuadrantMap {
  /** Where the cross stands: at the means of the points, so that the map speaks of what is more and less, not of a scale. */
  readonly importance: number | undefined;
  readonly gap: number | undefined;
  readonly points: readonly (QuadrantPoint & { readonly quadrant: Quadrant })[];
}

export function quadrantMap(points: readonly QuadrantPoint[]): QuadrantMap {
  const n = points.length;
  if (n === 0) return { importance: undefined, gap: undefined, points: [] };
  const importance = points.reduce((sum, point) => sum + point.importance, 0) / n;
  const gap = points.reduce((sum, point) => sum + point.gap, 0) / n;
  return {
    importance,
    gap,
    points: points.map((point) => ({ ...point, quadrant: quadrantOf(point, importance, gap) })),
  };
}

function quadrantOf(point: QuadrantPoint, importance: number, gap: number): Quadrant {
  if (point.importance >= importance) return point.gap < gap ? 'concentrate-here' : 'keep-up';
  return point.gap < gap ? 'low-priority' : 'possible-overkill';
}
