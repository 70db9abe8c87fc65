/** Quarters as papers write them, in Roman numerals, and in which of them an item of the work program is due. */
const ROMAN = ['I', 'II', 'III', 'IV'];

export function romanOf(quarter: number): string {
  return ROMAN[quarter - 1] ?? String(quarter);
}

interface Due {
  dueQuarter: number | null;
  dueOn: string | null;
}

/** Undefined where it is due in another year than that of its program. */
export function quarterOf({ dueQuarter, dueOn }: Due, year: number): number | undefined {
  if (dueQuarter !== null) return dueQuarter;
  if (dueOn === null || Number(dueOn.slice(0, 4)) !== year) return undefined;
  return Math.ceil(Number(dueOn.slice(5, 7)) / 3);
}
