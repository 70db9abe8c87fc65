/** Integers as a parameter of a statement: pg writes an array element by element, each as if it were a text that has to be quoted. */
export function toIntegerArray(values: readonly number[]): string {
  return `{${values.join(',')}}`;
}
