/** How the text of a briefing is written. */
import { registerEnumType } from 'type-graphql';

export enum TextFormat {
  MARKDOWN = 'MARKDOWN',
  HTML = 'HTML',
}

registerEnumType(TextFormat, {
  name: 'TextFormat',
  description: 'How the text of a briefing is written.',
  valuesConfig: {
    MARKDOWN: { description: 'Markdown, with tables.' },
    HTML: { description: 'One page with its styles, fonts and charts, which prints on A4.' },
  },
});
