/** Chooses round values for an axis: from 0 to at least the largest, in steps of 1, 2 or 5 times a power of ten. */
export function chooseTicks(largest: number, wanted = 5): number[] {
  if (!(largest > 0)) return [0, 1];
  const rough = Math.max(largest / wanted, 1);
  const power = 10 ** Math.floor(Math.log10(rough));
  const step = [1, 2, 5, 10].map((each) => each * power).find((each) => each >= rough) ?? rough;
  const count = Math.ceil(largest / step);
  return Array.from({ length: count + 1 }, (_, index) => index * step);
}
