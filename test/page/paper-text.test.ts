/** The text of a briefing is read back without losing a word, whatever was entered in it. */
import { describe, expect, test } from '@jest/globals';
import { readPaper, type Block, type Line } from '../../dashboard/src/briefing/paper-text';

const PAPER = String.raw`**Ban Tổ chức**

**DỰ THẢO**

# Báo cáo giao ban

*Kết quả công tác tháng 02/2020; nhiệm vụ tháng 3/2020*

*Số liệu tính đến hết ngày 29/02/2020*  
*Dự thảo với số liệu hiện có ngày 29/02/2020*

## I. Công tác \*chuẩn bị\*

Đạt 25,1%.[^1] Có **92** đại hội \[điểm\].

**Tiến độ theo cấp**

| Cấp | Kế hoạch |
| --- | ---: |
| Cấp \| cơ sở | 52.105 |
| **Tổng cộng** |  |

## II. Nhiệm vụ

### Nhiệm vụ trong tháng

1. Một \<script\>.
2. \*\*Hai\*\*, \-\-\-.

---

[^1]: Tính gộp (295).

<small>Bản dự thảo lập ngày 29/02/2020.</small>  
<small>Mã băm nội dung: 08\_58</small>
`;

const textOf = (line: Line): string =>
  line.map(({ text, note }) => text + (note === undefined ? '' : `[${note}]`)).join('');

describe('the text of a briefing', () => {
  const paper = readPaper(PAPER);

  test('has a head and small print', () => {
    expect(paper.head).toEqual([
      'Kết quả công tác tháng 02/2020; nhiệm vụ tháng 3/2020',
      'Số liệu tính đến hết ngày 29/02/2020',
      'Dự thảo với số liệu hiện có ngày 29/02/2020',
    ]);
    expect(paper.notes.map(({ number, line }) => [number, textOf(line)])).toEqual([['1', 'Tính gộp (295).']]);
    expect(paper.smallPrint).toEqual(['Bản dự thảo lập ngày 29/02/2020.', 'Mã băm nội dung: 08_58']);
  });

  test('has sections of sentences, tables and lists, in which what was entered stays plain', () => {
    expect(paper.sections.map(({ title }) => title)).toEqual(['I. Công tác *chuẩn bị*', 'II. Nhiệm vụ']);
    const [first, second] = paper.sections.map(({ blocks }) => blocks.map(flatten));
    expect(first).toEqual([
      'Đạt 25,1%.[1] Có 92 đại hội [điểm].',
      ['Tiến độ theo cấp', ['Cấp', 'Kế hoạch'], ['Cấp | cơ sở', '52.105'], ['Tổng cộng', '']],
    ]);
    expect(second).toEqual(['# Nhiệm vụ trong tháng', ['Một <script>.', '**Hai**, ---.']]);
  });

  test('knows what is strong, and which columns are numbers', () => {
    const [sentence, table] = paper.sections[0]?.blocks ?? [];
    expect(sentence?.kind === 'paragraph' && sentence.line.filter(({ isStrong }) => isStrong)).toEqual([
      { text: '92', isStrong: true },
    ]);
    expect(table?.kind === 'table' && table.isNumber).toEqual([false, true]);
  });
});

function flatten(block: Block): unknown {
  switch (block.kind) {
    case 'heading':
      return `# ${block.text}`;
    case 'paragraph':
      return textOf(block.line);
    case 'list':
      return block.items.map(textOf);
    case 'table':
      return [block.caption, [...block.head], ...block.rows.map((row) => row.map(textOf))];
  }
}
