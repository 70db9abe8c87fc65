/** What DOCX is written with: the library, and the styles that Word knows by name, so that its outline and screen readers see them. */
import { Language } from './content';
import { FONT } from './svg';

/** Loaded when first asked for. */
export const loadDocxKit = () => import('docx');

export type DocxKit = Awaited<ReturnType<typeof loadDocxKit>>;
export type DocxParagraph = InstanceType<DocxKit['Paragraph']>;
export type DocxTable = InstanceType<DocxKit['Table']>;

/** In twentieths of a point: A4, with margins of 25 mm on the left and 20 mm elsewhere. */
export const PAGE = { width: 11906, height: 16838, left: 1417, others: 1134 } as const;
export const TEXT_WIDTH = PAGE.width - PAGE.left - PAGE.others;

/** In half-points. */
const SIZES = { text: 26, table: 22, caption: 23, small: 19, head: 19 } as const;

export const LIST = 'list';

type DocumentOptions = ConstructorParameters<DocxKit['Document']>[0];
type Styles = NonNullable<DocumentOptions['styles']>;
type Numbering = NonNullable<DocumentOptions['numbering']>;

function languageTag(language: Language): string {
  return language === Language.VI ? 'vi-VN' : 'en-GB';
}

export function writeStyles(kit: DocxKit, language: Language): Styles {
  const { AlignmentType, LineRuleType } = kit;
  const heading = (size: number, before: number, italics: boolean): object => ({
    run: { font: FONT, size, bold: !italics, italics, color: '1F2933' },
    paragraph: { spacing: { before, after: 80 }, keepNext: true, keepLines: true },
  });
  return {
    default: {
      document: {
        run: { font: FONT, size: SIZES.text, language: { value: languageTag(language) } },
        paragraph: { spacing: { after: 120, line: 290, lineRule: LineRuleType.AUTO } },
      },
      title: {
        run: { font: FONT, size: 34, bold: true },
        paragraph: { alignment: AlignmentType.CENTER, spacing: { before: 240, after: 80 } },
      },
      heading1: heading(28, 280, false),
      heading2: heading(26, 160, true),
      footnoteText: {
        run: { font: FONT, size: 20 },
        paragraph: { spacing: { after: 40, line: 240, lineRule: LineRuleType.AUTO } },
      },
    },
    paragraphStyles: [
      style('BriefingText', 'Briefing text', {}, { alignment: AlignmentType.BOTH }),
      style(
        'BriefingTable',
        'Briefing table',
        { size: SIZES.table },
        { spacing: { after: 0, line: 250, lineRule: LineRuleType.AUTO } },
      ),
      style(
        'Caption',
        'caption',
        { size: SIZES.caption, bold: true },
        { spacing: { before: 160, after: 80 }, keepNext: true },
      ),
      style('Subtitle', 'Subtitle', { italics: true }, { alignment: AlignmentType.CENTER, spacing: { after: 300 } }),
      style(
        'SmallPrint',
        'Small print',
        { size: SIZES.small, color: '4A5563' },
        { spacing: { after: 40, line: 240, lineRule: LineRuleType.AUTO } },
      ),
      style(
        'Header',
        'header',
        { size: SIZES.head, italics: true, color: '4A5563' },
        { alignment: AlignmentType.CENTER },
      ),
      style('Footer', 'footer', { size: SIZES.head, color: '4A5563' }, { alignment: AlignmentType.CENTER }),
    ],
  };
}

type ParagraphStyle = NonNullable<Styles['paragraphStyles']>[number];

function style(
  id: string,
  name: string,
  run: NonNullable<ParagraphStyle['run']>,
  paragraph: NonNullable<ParagraphStyle['paragraph']>,
): ParagraphStyle {
  return { id, name, basedOn: 'Normal', quickFormat: true, run, paragraph };
}

export function writeNumbering({ AlignmentType, LevelFormat }: DocxKit): Numbering {
  const level = {
    level: 0,
    format: LevelFormat.DECIMAL,
    text: '%1.',
    alignment: AlignmentType.START,
    style: { paragraph: { indent: { left: 454, hanging: 454 } } },
  };
  return { config: [{ reference: LIST, levels: [level] }] };
}
