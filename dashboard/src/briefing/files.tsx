/** Links to the briefing of a month as files, in each format and language. */
import type { JSX } from 'preact';
import type { Shown } from '../page/shown.ts';
import { briefingWords } from './words.ts';

const FORMATS = ['docx', 'html', 'md'] as const;
const LANGUAGES = ['vi', 'en'] as const;

interface FilesProps {
  month: string;
  shown: Shown;
  /** Only in the language of the page. */
  isShort?: boolean;
}

export function Files({ month, shown, isShort = false }: FilesProps): JSX.Element {
  const { language, frame } = shown;
  const words = briefingWords(language);
  const { code } = frame.place;
  return (
    <>
      {LANGUAGES.filter((each) => !isShort || each === language).map((each) => (
        <span key={each} class="files" lang={each}>
          {!isShort && `${words.languages[each]}: `}
          {FORMATS.map((format) => (
            <a
              key={format}
              href={`/briefings/${month}.${format}?${new URLSearchParams({ organization: code, language: each }).toString()}`}
              data-whole
              {...(format === 'html' ? {} : { download: true })}
            >
              {words.formats[format]}
            </a>
          ))}
        </span>
      ))}
    </>
  );
}
