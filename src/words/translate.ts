/** Says a message in the language of who asks. What the catalogue lacks is said in English; a test sees to it that it lacks nothing. */
import type { Message } from './message';
import vietnamese from './vi.json';

/** In which users of the API are told what is wrong. */
export type MessageLanguage = 'en' | 'vi';

/** By language: the sentence of another language for an English one, with the same places for values. */
const CATALOGUES: Readonly<Record<MessageLanguage, ReadonlyMap<string, string>>> = {
  en: new Map(),
  vi: new Map(Object.values(vietnamese).flatMap((sentences) => Object.entries(sentences))),
};

export function translate(message: Message, language: MessageLanguage): string {
  return message.write({
    isForFiles: false,
    sentence: sentencesOf(language),
    value: String,
    field: (name) => name,
  });
}

/** By the English sentence: that of the language. */
export function sentencesOf(language: MessageLanguage): (template: string) => string {
  const catalogue = CATALOGUES[language];
  return (template) => catalogue.get(template) ?? template;
}
