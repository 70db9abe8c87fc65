/** The large figure, its sentence, its bar and the other stages. */
import type { JSX } from 'preact';
import { writeAddress } from '../address.ts';
import type { Board } from '../board/board.ts';
import { STAGES, type Tally } from '../board/stage.ts';
import { Figure } from '../figure/figure.tsx';
import { writeCount, writeShare } from '../numbers.ts';
import { nameIn } from '../words/language.ts';
import type { Shown } from '../page/shown.ts';
import { progressQuery } from './progress-query.ts';
import { sayLead } from './say-lead.ts';

export function Lead({ board, shown }: { board: Board; shown: Shown }): JSX.Element {
  const { chosen, stage, code } = board;
  const { language, words, frame } = shown;
  const of = `${nameIn(frame.place, language)} · ${words.stages[stage]}`;
  const about = { shown, of, ...progressQuery(code, stage) };
  return (
    <section class="lead" aria-labelledby="lead-sentence">
      <p class="lead-figures">
        <Figure {...about} name="completed" value={writeCount(chosen.completed, language)} class="lead-held" />
        <span class="lead-of" aria-hidden="true">
          /
        </span>
        <Figure {...about} name="planned" value={writeCount(chosen.planned, language)} class="lead-planned" />
        <Figure
          {...about}
          name="share"
          value={writeShare(chosen.completed, chosen.planned, language)}
          class="lead-share"
        />
        {chosen.overdue > 0 && (
          <Figure {...about} name="overdue" value={writeCount(chosen.overdue, language)} class="lead-overdue">
            <b>{writeCount(chosen.overdue, language)}</b> <small>{words.overdue}</small>
          </Figure>
        )}
      </p>
      <h2 id="lead-sentence" class="sentence">
        {sayLead(board, shown)}
      </h2>
      <Bar tally={chosen} shown={shown} />
      <nav class="stages" aria-label={words.planned}>
        {STAGES.filter((each) => each === stage || board.tallies[each].planned > 0).map((each) => (
          <StageLink key={each} stage={each} isChosen={each === stage} tally={board.tallies[each]} shown={shown} />
        ))}
      </nav>
    </section>
  );
}

function StageLink({
  stage,
  isChosen,
  tally,
  shown,
}: {
  stage: (typeof STAGES)[number];
  isChosen: boolean;
  tally: Tally;
  shown: Shown;
}): JSX.Element {
  const { words, language, address } = shown;
  return (
    <a href={writeAddress(address, { stage })} class="stage" aria-current={isChosen ? 'true' : undefined}>
      <span>{words.stages[stage]}</span>
      <b>
        {writeCount(tally.completed, language)}
        <i>/{writeCount(tally.planned, language)}</i>
      </b>
    </a>
  );
}

const WIDTH = 1_000;

/** What is held, with a mark for what is due by now. */
function Bar({ tally, shown: { words, language } }: { tally: Tally; shown: Shown }): JSX.Element | null {
  const { planned, completed, dueByNow } = tally;
  if (planned === 0) return null;
  const at = (count: number): number => Math.min(WIDTH, Math.round((count * WIDTH) / planned));
  const due = dueByNow ?? 0;
  const said = `${words.completed} ${writeCount(completed, language)}, ${words.dueMark(due)}`;
  return (
    <div class="bar">
      <svg viewBox={`0 0 ${WIDTH} 10`} role="img" aria-label={said} preserveAspectRatio="none">
        <rect class="bar-all" x="0" y="1" width={WIDTH} height="8" />
        <rect class="bar-held" x="0" y="1" width={at(completed)} height="8" />
        <path class="bar-due" d={`M${at(due)} 0V10`} />
      </svg>
      <p class="quiet">
        <span class="bar-key" aria-hidden="true" /> {words.dueMark(due)}
        <span class="bar-left">{words.leftOver(planned - completed)}</span>
      </p>
    </div>
  );
}
