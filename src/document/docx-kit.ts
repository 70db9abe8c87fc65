/** The library that writes DOCX, loaded when first asked for, and the measures of the page. */
export const loadDocxKit = () => import('docx');

export type DocxKit = Awaited<ReturnType<typeof loadDocxKit>>;
export type DocxParagraph = InstanceType<DocxKit['Paragraph']>;
export type DocxTable = InstanceType<DocxKit['Table']>;

/** In twentieths of a point: A4, with margins of 25 mm on the left and 20 mm elsewhere. */
export const PAGE = { width: 11906, height: 16838, left: 1417, others: 1134 } as const;
export const TEXT_WIDTH = PAGE.width - PAGE.left - PAGE.others;

/** In half-points. */
export const SIZES = { text: 26, table: 22, caption: 23, small: 19, head: 19 } as const;

export const LIST = 'list';
