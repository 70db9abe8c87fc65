/** The one sentence of a stage, which can be read out. */
import { writeDay } from '../days.ts';
import { writeShare } from '../numbers.ts';
import { COUNTED, type Stage } from '../board/stage.ts';
import type { Board } from '../board/board.ts';
import type { Shown } from '../page/shown.ts';

export function sayLead({ chosen, stage, tallies }: Board, { words, language, frame }: Shown): string {
  const { lead, congressesOf } = words;
  const what = congressesOf[stage];
  const { planned, completed, overdue } = chosen;
  if (planned === 0) return `${lead.nonePlanned(what)}.`;
  const pilots = stage === 'above' ? tallies.pilotsAbove : undefined;
  const ofPilots = pilots && pilots.planned > 0 ? `, ${lead.ofPilots(pilots.completed, pilots.planned)}` : '';
  if (completed >= planned) return `${lead.allHeld(planned, what)}.`;
  const held =
    completed === 0
      ? lead.noneHeld(planned, what)
      : lead.held(completed, planned, what, writeShare(completed, planned, language));
  const deadline = deadlineOf(stage, frame);
  const rest =
    overdue > 0
      ? lead.overdue(overdue)
      : deadline === undefined
        ? lead.noneOverdue
        : lead.deadline(writeDay(deadline, language));
  return `${held}${ofPilots}; ${rest}.`;
}

function deadlineOf(stage: Stage, { campaign }: Shown['frame']): string | undefined {
  return campaign.levels.find(({ level }) => level === COUNTED[stage].level)?.dueOn ?? undefined;
}
