/** Reads a briefing as somebody does who has only its Markdown: headings, tables, sentences; numbers and days as written in its language. */

export interface ReadBriefing {
  title: string;
  /** Without their numbers; the annex is the last. */
  parts: { heading: string; text: string; tables: ReadTable[] }[];
}

interface ReadTable {
  caption: string;
  head: string[];
  rows: string[][];
}

export function readBriefingText(markdown: string): ReadBriefing {
  const plain = markdown.replace(/\\([\\`*_[\]<>|~&$@:.])/g, '$1');
  const [head = '', ...parts] = plain.split(/^## /m);
  return { title: /^# (.*)$/m.exec(head)?.[1] ?? '', parts: parts.map(readPart) };
}

function readPart(part: string): ReadBriefing['parts'][number] {
  const [heading = '', ...blocks] = part.split('\n\n').map((block) => block.trim());
  const tables = blocks.flatMap((block, index): ReadTable[] => {
    if (!block.startsWith('| ')) return [];
    const [names = [], , ...rows] = block.split('\n').map((line) => line.slice(2, -2).split(' | '));
    return [{ caption: (blocks[index - 1] ?? '').replaceAll('**', ''), head: names, rows }];
  });
  const text = blocks.filter((block) => !block.startsWith('| ')).join('\n');
  return { heading: heading.replace(/^[IVX]+\. /, ''), text, tables };
}

export type TextLanguage = 'VI' | 'EN';

const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];

/** `1.174` and `25,1%`, or `1,174` and `25.1%`; null where there is none. */
export function readNumber(text: string, language: TextLanguage): number | null {
  const [group, point] = language === 'VI' ? ['.', ','] : [',', '.'];
  const plain = text.replaceAll('**', '').replace(/%$/, '').replaceAll(group, '').replace(point, '.');
  return /^\d+(\.\d+)?$/.test(plain) ? Number(plain) : null;
}

/** `29/02/2020`, or `29 Feb 2020`. */
export function readDay(text: string, language: TextLanguage): string {
  const [date = '', month = '', year = ''] = text.split(language === 'VI' ? '/' : ' ');
  const number = language === 'VI' ? month : String(MONTHS.indexOf(month) + 1).padStart(2, '0');
  return `${year}-${number}-${date.padStart(2, '0')}`;
}

/** All percentages in it, in their order. */
export function readShares(text: string, language: TextLanguage): (number | null)[] {
  return [...text.matchAll(/\d[\d.,]*%/g)].map(([share]) => readNumber(share, language));
}
