/** The work program of the year: how much of it is done, by the quarter in which it is due, and item by item. */
import type { JSX } from 'preact';
import type { PageRecordsQuery, RecordsItemFragment } from '../../generated/operations.ts';
import { writeDay } from '../days.ts';
import { Figure } from '../figure/figure.tsx';
import { writeCount } from '../numbers.ts';
import type { Shown } from '../page/shown.ts';
import { nameIn } from '../words/language.ts';
import { programOperation } from './operations.ts';
import { quarterOf, romanOf } from './quarters.ts';
import { Section } from './section.tsx';
import { StatusMark } from './status-mark.tsx';
import { recordsWords } from './words.ts';

type Program = NonNullable<PageRecordsQuery['workProgram']>;

interface ProgramProps {
  program: Program;
  shown: Shown;
}

export function WorkProgram({ program, shown }: ProgramProps): JSX.Element {
  const { language, frame } = shown;
  const words = recordsWords(language);
  const { title, definition, none } = words.program;
  const { year, total } = program;
  const operation = programOperation(frame.place.code, year);
  return (
    <Section shown={shown} id="program" title={title(year)} definition={definition} operation={operation}>
      {total === 0 ? (
        <p class="quiet">{none(year)}</p>
      ) : (
        <>
          <ProgramLead program={program} shown={shown} />
          <Quarters program={program} shown={shown} />
          <Items program={program} shown={shown} />
        </>
      )}
      {program.withdrawn.totalCount > 0 && <p class="quiet">{words.program.withdrawn(program.withdrawn.totalCount)}</p>}
    </Section>
  );
}

function ProgramLead({ program, shown }: ProgramProps): JSX.Element {
  const { language, frame } = shown;
  const { program: words } = recordsWords(language);
  const { year, total, completed, basicallyCompleted, remaining, overdue } = program;
  const of = nameIn(frame.place, language);
  const about = { shown, of, ...programOperation(frame.place.code, year) };
  const defined = (name: string): { name: string; definition: string } => ({ name, definition: words.definition });
  return (
    <p class="record-lead">
      <Figure {...about} name={defined(words.doneShort)} value={writeCount(completed, language)} class="record-large" />
      <Figure {...about} name={defined(words.item)} value={writeCount(total, language)} class="record-of">
        /{writeCount(total, language)}
      </Figure>{' '}
      <span>
        {completed > 0 && basicallyCompleted === completed ? words.doneBasically : words.done}
        {basicallyCompleted > 0 && basicallyCompleted < completed && ` (${words.basically(basicallyCompleted)})`};{' '}
        <Figure {...about} name={defined(words.left)} value={writeCount(remaining, language)}>
          <b>{words.remaining(remaining)}</b>
        </Figure>
        {overdue > 0 && (
          <>
            ,{' '}
            <Figure {...about} name={defined(words.late)} value={writeCount(overdue, language)} class="late">
              <b>{words.overdue(overdue)}</b>
            </Figure>
          </>
        )}
        .
      </span>
    </p>
  );
}

function Quarters({ program: { byQuarter, items, year }, shown: { language } }: ProgramProps): JSX.Element {
  const { program: words } = recordsWords(language);
  const nodes = items.edges.map(({ node }) => node);
  return (
    <table class="quarters">
      <caption class="hidden">{words.byQuarter}</caption>
      <thead>
        <tr>
          <th scope="col">{words.due}</th>
          <th scope="col">
            <span class="hidden">{words.status}</span>
          </th>
          <th scope="col">{words.mustBeDone}</th>
          <th scope="col">{words.doneShort}</th>
          <th scope="col">{words.left}</th>
          <th scope="col">{words.late}</th>
        </tr>
      </thead>
      <tbody>
        {byQuarter
          .filter(({ due }) => due > 0)
          .map(({ quarter, due, completed, remaining, overdue }) => (
            <tr key={quarter}>
              <th scope="row">{words.quarter(romanOf(quarter), year)}</th>
              <td class="marks">
                {nodes
                  .filter((item) => quarterOf(item, year) === quarter)
                  .map(({ number, status, overdue: isLate }) => (
                    <StatusMark key={number} status={status} overdue={isLate} />
                  ))}
              </td>
              <td>{writeCount(due, language)}</td>
              <td>{writeCount(completed, language)}</td>
              <td>{writeCount(remaining, language)}</td>
              <td class={overdue > 0 ? 'late' : ''}>{writeCount(overdue, language)}</td>
            </tr>
          ))}
      </tbody>
    </table>
  );
}

function Items({ program: { items, year }, shown: { language } }: ProgramProps): JSX.Element {
  const { program: words } = recordsWords(language);
  const nodes = items.edges.map(({ node }) => node);
  const basis = sharedBasis(nodes);
  return (
    <>
      <table class="items">
        <thead>
          <tr>
            <th scope="col">{words.number}</th>
            <th scope="col">{words.item}</th>
            <th scope="col">{words.due}</th>
            <th scope="col">{words.status}</th>
          </tr>
        </thead>
        <tbody>
          {nodes.map((item) => (
            <Item key={item.number} item={item} year={year} hasBasis={basis === undefined} language={language} />
          ))}
        </tbody>
      </table>
      {basis !== undefined && <p class="quiet">{words.basis(basis)}</p>}
    </>
  );
}

interface ItemProps {
  item: RecordsItemFragment;
  year: number;
  hasBasis: boolean;
  language: Shown['language'];
}

function Item({ item, year, hasBasis, language }: ItemProps): JSX.Element {
  const { program: words } = recordsWords(language);
  const { number, title, titleEn, submittedTo, legalBasis, dueOn, dueQuarter, status, statusOn, overdue } = item;
  const notes = [submittedTo && words.submittedTo(words.bodies[submittedTo]), hasBasis ? legalBasis : null];
  const due = dueOn === null ? words.quarter(romanOf(dueQuarter ?? 0), year) : writeDay(dueOn, language);
  return (
    <tr>
      <td>{number}</td>
      <th scope="row" lang={language === 'en' && titleEn === null ? 'vi' : undefined}>
        {nameIn({ name: title, nameEn: titleEn }, language)}{' '}
        <small>{notes.filter((note) => note !== null && note !== '').join(' · ')}</small>
      </th>
      <td class={overdue ? 'text late' : 'text'}>{due}</td>
      <td class="text">
        <StatusMark status={status} overdue={overdue} /> {words.statuses[status]}{' '}
        {statusOn !== null && <small>{words.since(writeDay(statusOn, language))}</small>}
      </td>
    </tr>
  );
}

/** What all items rest on is said once; undefined where they differ. */
function sharedBasis(items: readonly RecordsItemFragment[]): string | undefined {
  const bases = new Set(items.map(({ legalBasis }) => legalBasis ?? ''));
  const [basis = ''] = bases;
  return bases.size === 1 && basis !== '' && items.length > 1 ? basis : undefined;
}
