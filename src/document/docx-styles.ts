/** Styles, lists and languages of the DOCX: those that Word knows by name, so that its outline and its readers see them. */
import { Language } from './content';
import type { DocxKit } from './docx-kit';
import { LIST, SIZES } from './docx-kit';
import { FONT } from './svg';

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
