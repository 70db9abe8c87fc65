/** Attacks by what has to be written: briefings as files and as texts. */
import type { Attack, Target } from './attack';
import { inParallel } from './pace';
import { operation, readCodes, sendRequest } from './send-request';

const MONTHS = ['2020-02', '2020-03'];
const TEXTS = 20;

/** The months of a demo country have a briefing for each of its organizations: hundreds, none of them written yet. */
function drawFrom(codes: readonly string[]): () => { organization: string; month: string } {
  let drawn = 0;
  return () => {
    drawn += 1;
    return { organization: codes[drawn % codes.length] ?? '', month: MONTHS[drawn % MONTHS.length] ?? '' };
  };
}

function askForFiles(ending: string) {
  return async (target: Target): Promise<void> => {
    const draw = drawFrom(await readCodes(target));
    inParallel(target, 20, () => {
      const { organization, month } = draw();
      return sendRequest(target, { method: 'GET', path: `/briefings/${month}.${ending}?organization=${organization}` });
    });
  };
}

export const BRIEFINGS: readonly Attack[] = [
  {
    name: 'Word briefings',
    what: '20 at a time: `/briefings/2020-03.docx` and others, of 200 organizations',
    begin: askForFiles('docx'),
  },
  { name: 'briefings as pages', what: '20 at a time: the same as .html', begin: askForFiles('html') },
  {
    name: 'texts',
    what: `10 requests at a time of ${TEXTS} × \`briefing { text(format: HTML) }\`, of 200 organizations`,
    begin: async (target) => {
      const draw = drawFrom(await readCodes(target));
      inParallel(target, 10, () => {
        const texts = Array.from({ length: TEXTS }, (_, index) => {
          const { organization, month } = draw();
          return `a${index}: briefing(month: "${month}", organization: "${organization}") { text(format: HTML) }`;
        });
        return sendRequest(target, { body: operation(`{ ${texts.join(' ')} }`) });
      });
    },
  },
];
