/** The quality rating of the year before: who has finished, how many people are in each grade, and who is missing. */
import type { JSX } from 'preact';
import { writeAddress } from '../address.ts';
import type { PageRecordsQuery } from '../../generated/operations.ts';
import { Figure } from '../figure/figure.tsx';
import { shortName } from '../map/short-name.ts';
import { writeCount, writeShare } from '../numbers.ts';
import type { Shown } from '../page/shown.ts';
import { nameIn } from '../words/language.ts';
import { ratingOperation } from './operations.ts';
import { Section } from './section.tsx';
import { recordsWords } from './words.ts';

type QualityRating = NonNullable<PageRecordsQuery['qualityRating']>;

interface RatingProps {
  rating: QualityRating;
  shown: Shown;
}

export function Rating({ rating, shown }: RatingProps): JSX.Element {
  const { language, frame } = shown;
  const words = recordsWords(language);
  const { title, definition, none, nobody } = words.rating;
  const { year, expected, people } = rating;
  const operation = ratingOperation(frame.place.code, year);
  return (
    <Section shown={shown} id="rating" title={title(year)} definition={definition} operation={operation}>
      {expected === 0 ? (
        <p class="quiet">{none(year)}</p>
      ) : (
        <>
          <RatingLead rating={rating} shown={shown} />
          {people === 0 ? <p class="quiet">{nobody}</p> : <Grades rating={rating} shown={shown} />}
          <Unfinished rating={rating} shown={shown} />
        </>
      )}
    </Section>
  );
}

function RatingLead({ rating, shown }: RatingProps): JSX.Element {
  const { language, frame } = shown;
  const { rating: words } = recordsWords(language);
  const { year, finished, expected, people } = rating;
  const about = { shown, of: nameIn(frame.place, language), ...ratingOperation(frame.place.code, year) };
  const { definition } = words;
  return (
    <p class="record-lead">
      <Figure
        {...about}
        name={{ name: words.finished, definition }}
        value={writeCount(finished, language)}
        class="record-large"
      />
      <Figure
        {...about}
        name={{ name: words.title(year), definition }}
        value={writeCount(expected, language)}
        class="record-of"
      >
        /{writeCount(expected, language)}
      </Figure>{' '}
      <span>
        {words.finished};{' '}
        <Figure {...about} name={{ name: words.people, definition }} value={writeCount(people, language)}>
          <b>{writeCount(people, language)}</b>
        </Figure>{' '}
        {words.people}.
      </span>
    </p>
  );
}

const WIDTH = 1_000;

function Grades({ rating: { grades, people }, shown: { language } }: RatingProps): JSX.Element {
  const { rating: words } = recordsWords(language);
  const ends = grades.map((_, index) => grades.slice(0, index + 1).reduce((sum, { count }) => sum + count, 0));
  const at = (count: number): number => Math.round((count * WIDTH) / people);
  return (
    <>
      <svg class="grades" viewBox={`0 0 ${WIDTH} 10`} preserveAspectRatio="none" aria-hidden="true">
        {grades.map(({ grade, count }, index) => {
          const end = ends[index] ?? 0;
          return (
            count > 0 && (
              <rect key={grade} class={gradeClass(grade)} x={at(end - count)} y="0" width={at(count)} height="10" />
            )
          );
        })}
      </svg>
      <table>
        <thead>
          <tr>
            <th scope="col">{words.grade}</th>
            <th scope="col">{words.count}</th>
            <th scope="col">{words.share}</th>
          </tr>
        </thead>
        <tbody>
          {grades.map(({ grade, count }) => (
            <tr key={grade}>
              <th scope="row">
                <svg class="mark" viewBox="0 0 12 12" aria-hidden="true">
                  <rect class={gradeClass(grade)} x="1" y="1" width="10" height="10" />
                </svg>{' '}
                {words.grades[grade]}
              </th>
              <td>{writeCount(count, language)}</td>
              <td>{writeShare(count, people, language)}</td>
            </tr>
          ))}
        </tbody>
        <tfoot>
          <tr>
            <th scope="row">{words.total}</th>
            <td>{writeCount(people, language)}</td>
            <td />
          </tr>
        </tfoot>
      </table>
    </>
  );
}

function gradeClass(grade: string): string {
  return `grade grade-${grade.toLowerCase()}`;
}

function Unfinished({ rating, shown }: RatingProps): JSX.Element | null {
  const { language } = shown;
  const { rating: words } = recordsWords(language);
  const bodies = rating.bodies.edges.map(({ node }) => node);
  const counted = bodies.filter(({ counted: isCounted }) => isCounted);
  const others = bodies.filter(({ counted: isCounted }) => !isCounted);
  return (
    <>
      {counted.length > 0 && (
        <p class="unfinished">
          {words.missing(rating.expected - rating.finished)} <Names bodies={counted} shown={shown} />
        </p>
      )}
      {others.length > 0 && (
        <p class="quiet">
          {words.others} <Names bodies={others} shown={shown} />
        </p>
      )}
    </>
  );
}

function Names({
  bodies,
  shown,
}: {
  bodies: QualityRating['bodies']['edges'][number]['node'][];
  shown: Shown;
}): JSX.Element {
  const { address, map, language } = shown;
  return (
    <>
      {bodies.map(({ organization }, index) => (
        <span key={organization.code}>
          {index > 0 && ', '}
          <a href={writeAddress(address, { code: organization.code })} title={nameIn(organization, language)}>
            {shortName(organization, map, language)}
          </a>
        </span>
      ))}
    </>
  );
}
