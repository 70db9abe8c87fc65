/** What a field of an input means when it is left out, by mutation: the schema says so, and whoever writes it out sends the same input. */
export const INPUT_DEFAULTS = {
  planCongress: { pilot: false },
  recordRating: { unnamed: 0 },
  addDocument: { ofCampaign: false },
} as const;

export function isDefault(mutation: string, field: string, value: unknown): boolean {
  const defaults: Readonly<Record<string, Readonly<Record<string, unknown>>>> = INPUT_DEFAULTS;
  return value !== undefined && defaults[mutation]?.[field] === value;
}
