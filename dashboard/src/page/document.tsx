/** The HTML around the page: its title, its files, and the state that the browser begins with. */
import type { ComponentChildren, JSX } from 'preact';
import type { Given } from './first-state.ts';
import { ROOT_ID, STATE_ID } from './ids.ts';
import type { PageState } from './page-state.ts';
import { titleOf } from './page-title.ts';

interface DocumentProps {
  state: PageState;
  base: string;
  children: ComponentChildren;
}

export function HtmlDocument({ state, base, children }: DocumentProps): JSX.Element {
  const { address, frame, map, version, hasExplorers, content, obstacle } = state;
  const given: Given = { language: address.language, map, version, hasExplorers, frame, content, obstacle };
  return (
    <html lang={address.language} class={address.isWall ? 'wall' : undefined}>
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="color-scheme" content="light dark" />
        <title>{titleOf(state)}</title>
        <link rel="icon" href={`${base}icon.svg`} type="image/svg+xml" />
        <link rel="stylesheet" href={`${base}page.css`} />
        {['vietnamese-400', 'latin-400', 'latin-600'].map((name) => (
          <link
            key={name}
            rel="preload"
            href={`${base}source-sans-3-${name}-normal.woff2`}
            as="font"
            type="font/woff2"
            crossorigin="anonymous"
          />
        ))}
        <script type="module" src={`${base}page-${address.language}.js`} />
      </head>
      <body>
        <div id={ROOT_ID}>{children}</div>
        <script type="application/json" id={STATE_ID} dangerouslySetInnerHTML={{ __html: embed(given) }} />
      </body>
    </html>
  );
}

/** JSON in which nothing can end the element that it stands in. */
function embed(value: unknown): string {
  return JSON.stringify(value).replace(
    /[<\u2028\u2029]/g,
    (sign) => `\\u${sign.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
}
