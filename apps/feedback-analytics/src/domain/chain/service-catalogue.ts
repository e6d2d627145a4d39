/** One service as customers and the books see it. */
export interface ServiceEntry {
  readonly service: string;
  /** 0 to 1. */
  readonly importance: number;
  /** 0 to 1. */
  readonly satisfaction: number;
  /** Contacts or purchases in the period. */
  readonly volume: number;
  /** What one of them is worth, in the currency of the report. */
  readonly value: number;
}

export interface RankedService extends ServiceEntry {
  /** importance · satisfaction · volume · value: what the service earns. */
  readonly worth: number;
  /** importance · (1 − satisfaction) · volume · value: what is left on the table. */
  readonly atRisk: number;
}

/** Where improving would bring most comes first. */
export function rankedServices(entries: readonly ServiceEntry[]): readonly RankedService[] {
  return entries
    .map((entry) => {
      const stake = entry.importance * entry.volume * entry.value;
      return { ...entry, worth: stake * entry.satisfaction, atRisk: stake * (1 - entry.satisfaction) };
    })
    .sort((a, b) => b.atRisk - a.atRisk);
}
