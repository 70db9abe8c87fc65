/** The briefing as DOCX: real headings, lists, tables and footnotes, its language, its fonts, its pictures. */
import { beforeAll, describe, expect, test } from '@jest/globals';
import { Language } from '../../src/paper/content';
import { renderDocx } from '../../src/paper/render-briefing';
import { demoBriefing, DRAFT, provinceBriefing, PUBLISHED } from './demo-briefing';
import { findFaults } from './find-faults';
import { readDocx, readWords, type OpenDocx } from './read-docx';

let docx: OpenDocx;
beforeAll(async () => {
  docx = readDocx(await renderDocx(demoBriefing(), DRAFT, Language.VI));
});

const count = (text: string, pattern: RegExp): number => [...text.matchAll(pattern)].length;

test('every part is well-formed', () => {
  expect(docx.xml.length).toBeGreaterThan(10);
  expect(docx.xml.flatMap(([name, text]) => findFaults(text).map((fault) => `${name}: ${fault}`))).toEqual([]);
});

test('says what the text says', () => {
  const words = readWords(docx.part('word/document.xml'));
  expect(words).toContain('đã tổ chức 295 trên tổng số 1.174 đại hội điểm cấp cơ sở theo kế hoạch, đạt 25,1%.');
  expect(words).toContain('169 người (20,7%) xếp loại hoàn thành xuất sắc nhiệm vụ');
  expect(words).toContain('Phụ lục: Toàn bộ số liệu');
});

test('headings, title and lists are Word’s own; each list begins with 1', () => {
  const document = docx.part('word/document.xml');
  expect(count(document, /<w:pStyle w:val="Title"\/>/g)).toBe(1);
  expect(count(document, /<w:pStyle w:val="Heading1"\/>/g)).toBe(7);
  expect(count(document, /<w:pStyle w:val="Heading2"\/>/g)).toBe(3);
  const numbers = [...document.matchAll(/<w:numId w:val="(\d+)"\/>/g)].map(([, id]) => id);
  expect(numbers).toHaveLength(3 + 6 + 3);
  expect(new Set(numbers).size).toBe(3);
  const styles = docx.part('word/styles.xml');
  for (const id of ['Title', 'Heading1', 'Heading2', 'Caption', 'Subtitle', 'Header', 'Footer', 'FootnoteText']) {
    expect(styles).toContain(`w:styleId="${id}"`);
  }
});

test('tables repeat their head and keep rows whole', () => {
  const document = docx.part('word/document.xml');
  const tables = document.split('<w:tbl>').slice(2);
  expect(tables).toHaveLength(4);
  for (const table of tables) {
    expect(count(table, /<w:tblHeader\/>/g)).toBe(1);
    expect(count(table, /<w:cantSplit\/>/g)).toBe(count(table, /<w:tr>/g));
  }
});

test('the page is A4, with numbers, a running head from the second page on, and footnotes', () => {
  const document = docx.part('word/document.xml');
  expect(document).toMatch(/<w:pgSz w:w="11906" w:h="16838"/);
  expect(document).toContain('<w:titlePg/>');
  expect(docx.xml.some(([name, text]) => name.startsWith('word/header') && text.includes('Báo cáo giao ban'))).toBe(
    true,
  );
  const footers = docx.xml.filter(([name]) => name.startsWith('word/footer'));
  expect(footers).toHaveLength(2);
  for (const [, text] of footers) {
    expect(text).toContain('PAGE');
    expect(text).toContain('NUMPAGES');
  }
  expect(document).toContain('<w:footnoteReference w:id="1"/>');
  expect(docx.part('word/footnotes.xml')).toContain('được tính gộp trong tổng số theo kế hoạch');
});

test('charts are pictures with words for those who do not see them', () => {
  const document = docx.part('word/document.xml');
  expect(docx.names.filter((name) => name.endsWith('.png'))).toHaveLength(2);
  const said = [...document.matchAll(/<wp:docPr id="(\d+)" name="([^"]+)" descr="([^"]+)"/g)];
  expect(said.map(([, id]) => id)).toEqual(['1', '2']);
  expect(said[1]?.[3]).toMatch(/^67 đơn vị, cao nhất là Khối các cơ quan Trung ương/);
});

test('the font is inside, and names what to take instead of it', () => {
  expect(docx.names.filter((name) => name.endsWith('.odttf'))).toHaveLength(3);
  const fonts = docx.part('word/fontTable.xml');
  expect(fonts).toContain('<w:altName w:val="Times New Roman"/>');
  expect(count(fonts, /w:fontKey/g)).toBe(3);
  expect(docx.part('word/_rels/fontTable.xml.rels')).toContain('fonts/font3.odttf');
  expect(docx.part('word/settings.xml')).toContain('<w:embedTrueTypeFonts/>');
});

describe('languages', () => {
  test('the document’s own is set', () => {
    expect(docx.part('word/styles.xml')).toContain('<w:lang w:val="vi-VN"/>');
  });

  test('in English, what was entered in Vietnamese only is marked', async () => {
    const english = readDocx(await renderDocx(demoBriefing(), DRAFT, Language.EN));
    expect(english.part('word/styles.xml')).toContain('<w:lang w:val="en-GB"/>');
    const marked = /<w:lang w:val="vi-VN"\/><\/w:rPr><w:t[^>]*>Hoàn thiện các báo cáo/;
    expect(english.part('word/document.xml')).toMatch(marked);
  });
});

test('a published one of a province says when, and shows position and hash', async () => {
  const province = readDocx(await renderDocx(provinceBriefing(), PUBLISHED, Language.VI));
  const words = readWords(province.part('word/document.xml'));
  expect(words).toContain('Công bố ngày 05/03/2020');
  expect(words).toContain(PUBLISHED.cursor);
  expect(words).toContain(PUBLISHED.hash);
  expect(words).not.toContain('DỰ THẢO');
});
