/** The row of a briefing, as the log and the table have it. */
import type { RecordRow } from '../record/noun';
import type { Briefing } from './briefing';

export function toRow(briefing: Briefing): RecordRow {
  const entered = (text: { vi: string; en: string | null }): object => ({ vi: text.vi, en: text.en });
  return {
    id: briefing.id,
    organization_id: briefing.organizationId,
    month: briefing.month,
    cut_off: briefing.cutOff,
    title: briefing.title === null ? null : entered(briefing.title),
    chair_office: briefing.chairOffice === null ? null : entered(briefing.chairOffice),
    tasks: briefing.tasks.map(entered),
    key_tasks: briefing.keyTasks.map(entered),
    breakthroughs: briefing.breakthroughs.map(entered),
    published_on: briefing.publishedOn,
    content: briefing.content,
    content_hash: briefing.contentHash,
  };
}
