/** Writes a form to fill in: the rows that it is about, lists to choose from, and a sheet that explains its columns. */
import type { Writable } from 'node:stream';
import { Problem } from '../problem';
import type { SheetLanguage } from '../spreadsheet/sheet-form';
import type { Format } from '../spreadsheet/write-table';
import { say } from '../words/message';
import type { ExportScope } from './export-scope';
import { writeOut, type OutgoingSheet } from './export-sheet';
import { guideTo } from './guide';
import { choosePeriod, sayPeriod, type AskedPeriod } from './form-period';
import type { Template } from './template';
import { TEMPLATES, type TemplateName } from './templates';

export const TEMPLATE_NAMES = Object.keys(TEMPLATES) as TemplateName[];

export interface TemplateRequest {
  format: Format;
  language: SheetLanguage;
  output: Writable;
  period: AskedPeriod;
  show: OutgoingSheet['show'];
}

/** Returns how many rows are filled in. */
export async function writeTemplate(
  scope: ExportScope,
  name: TemplateName,
  { format, language, output, period: asked, show }: TemplateRequest,
): Promise<number> {
  const template: Template = TEMPLATES[name];
  const { place, campaign } = await readNames(scope);
  const period = choosePeriod(template, asked, scope.moment.campaign.today);
  const sheet = await template.open(scope, period, language);
  if (sheet.total === 0 && template.whyEmpty !== undefined) {
    throw new Problem('NOT_FOUND', template.whyEmpty(place));
  }
  await writeOut(scope, sheet, {
    format,
    output,
    form: {
      language,
      titles: [`${template.title[language]}${sayPeriod(template, period, language)}: ${place}`, campaign],
      guide: guideTo(template.columns, language, template.explained),
    },
    title: template.sheet[language],
    columns: template.columns,
    isFilledIn: true,
    show,
  });
  return sheet.total;
}

/** `Đảng bộ huyện Châu Thành (AH.CT)`, and what the campaign is called. */
async function readNames({ snapshot, within }: ExportScope): Promise<{ place: string; campaign: string }> {
  const sql = `
    SELECT o.name || ' (' || o.code || ')' AS place, campaign.name AS campaign FROM organization o, campaign
     WHERE o.id = $1 OR ($1::integer IS NULL AND o.parent_id IS NULL)`;
  const [found] = await snapshot.query<{ place: string; campaign: string }>(sql, [within]);
  if (found !== undefined) return found;
  throw new Problem('CONFLICT', say`There are no organizations yet. Import them first.`);
}
