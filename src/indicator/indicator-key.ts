/**
 * The keys of indicators, by which values, totals and the log refer to them: unique over all organizations, where codes are unique
 * only for the one that defines them. Pure.
 */

/** What follows the code where another organization had it first. */
const MARK = '@';

/** The code that the organization gave it. */
export function codeOfIndicator({ key }: { key: string }): string {
  const [code = key] = key.split(MARK, 1);
  return code;
}

/** The same in SQL, of a column with a key. */
export function codeInSql(column: string): string {
  return `split_part(${column}, '${MARK}', 1)`;
}

/** The key of a code that another organization had first. */
export function keyBeside(code: string, organization: string): string {
  return `${code}${MARK}${organization}`;
}
