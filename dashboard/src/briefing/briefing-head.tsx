/** What briefing it is: whose, of which month, up to which day, draft or published, and where to go from it. */
import type { JSX } from 'preact';
import { writeAddress } from '../address.ts';
import { writeDay } from '../days.ts';
import { addMonths, writeMonthOfYear } from '../months.ts';
import type { Shown } from '../page/shown.ts';
import type { Briefing } from './briefing-paper.tsx';
import { Files } from './files.tsx';
import { monthsHeld } from './months-held.ts';
import { briefingWords } from './words.ts';

interface HeadProps {
  briefing: Briefing;
  /** Lines below the title, as on paper. */
  told: readonly string[];
  shown: Shown;
}

export function BriefingHead({ briefing, told, shown }: HeadProps): JSX.Element {
  const { language, words: page } = shown;
  const words = briefingWords(language);
  const { month, title, chairOffice, publishedOn, contentHash } = briefing;
  const [periods, ...standing] = told;
  return (
    <header class="briefing-head">
      <Turn month={month} shown={shown} />
      <p class="office">{inLanguage(chairOffice, language)}</p>
      <h2 class="briefing-title">{inLanguage(title, language)}</h2>
      {periods !== undefined && <p>{periods}</p>}
      <p class="standing">
        <b class={publishedOn === null ? 'draft-mark' : 'published-mark'}>
          {publishedOn === null ? words.draftMark : words.published(writeDay(publishedOn, language))}
        </b>{' '}
        {standing[0]}
        {'. '}
        {publishedOn === null ? words.draftNote : words.publishedNote}
      </p>
      {contentHash !== null && (
        <p class="quiet hash">
          {words.hash}: <code>{contentHash}</code>
        </p>
      )}
      <p class="quiet downloads">
        <Files month={month} shown={shown} />
        <button
          type="button"
          class="plain"
          onClick={() => {
            window.print();
          }}
        >
          {page.print}
        </button>
      </p>
    </header>
  );
}

/** To the month before and after, and to all of them. */
function Turn({ month, shown: { language, address, frame } }: { month: string; shown: Shown }): JSX.Element {
  const words = briefingWords(language);
  const held = monthsHeld(frame.campaign);
  const [before, after] = [addMonths(month, -1), addMonths(month, 1)];
  const link = (to: string, word: string, rel: string): JSX.Element | false =>
    held.includes(to) && (
      <a href={writeAddress(address, { detail: to })} rel={rel}>
        {word}: {writeMonthOfYear(to, language)}
      </a>
    );
  return (
    <nav class="turn" aria-label={words.list}>
      {link(before, words.before, 'prev')}
      <a href={writeAddress(address, { detail: undefined })}>{words.all}</a>
      {link(after, words.after, 'next')}
    </nav>
  );
}

function inLanguage({ vi, en }: { vi: string; en: string | null }, language: Shown['language']): string {
  return language === 'en' && en !== null && en !== '' ? en : vi;
}
