/** Gives two columns of a sheet a width, in place of any that they had. */
import { applyEdits, editsWithin, insertAt, setAttributes, type Edit, type Tag } from './edit-xml';

const WIDTHS = [16, 70];

/** An entry of the list of widths, which is about one column or several. */
export interface Width {
  tag: Tag;
  /** Behind it. */
  end: number;
}

/** `data` is the tag of the rows; `list` that of the widths, if there is one, with its entries. */
export function widenColumns(
  xml: string,
  data: Tag,
  list: Tag | undefined,
  entries: readonly Width[],
  column: number,
): Edit[] {
  const { prefix } = data;
  const [first, last] = [column + 1, column + WIDTHS.length];
  const widths = WIDTHS.map((width, index) => {
    const at = first + index;
    return `<${prefix}col min="${at}" max="${at}" width="${width}" customWidth="1"/>`;
  }).join('');
  if (list === undefined) return [insertAt(data.start, `<${prefix}cols>${widths}</${prefix}cols>`)];
  if (list.isEmpty) return [{ start: list.start, end: list.end, text: `<${prefix}cols>${widths}</${prefix}cols>` }];
  const touched = entries.filter(({ tag }) => boundsOf(tag).min <= last && boundsOf(tag).max >= first);
  if (touched.length === 0) {
    const next = entries.find(({ tag }) => boundsOf(tag).min > last);
    return [insertAt(next?.tag.start ?? entries.at(-1)?.end ?? list.end, widths)];
  }
  return touched.map((entry, index) => {
    const { min, max } = boundsOf(entry.tag);
    const left = reach(xml, entry, min, first - 1);
    const right = reach(xml, entry, last + 1, max);
    return { start: entry.tag.start, end: entry.end, text: left + (index === 0 ? widths : '') + right };
  });
}

function boundsOf({ attributes: { min = '1', max = min } }: Tag): { min: number; max: number } {
  return { min: Number(min), max: Number(max) };
}

/** The same entry about these columns only. */
function reach(xml: string, { tag, end }: Width, from: number, to: number): string {
  if (from > to) return '';
  const edits = setAttributes(tag, { min: String(from), max: String(to) });
  return applyEdits(xml.slice(tag.start, end), editsWithin(tag, edits));
}
