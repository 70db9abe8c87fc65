/** Keeps a workbook from taking a text such as `_x0041_` for the sign of that number, which is how it writes signs that XML cannot hold. */

export function escapeCode(text: string): string {
  return text.replace(/_(?=x[\da-f]{4}_)/gi, '_x005F_');
}
