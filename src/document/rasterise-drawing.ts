/** Turns a drawing into a PNG with the shipped font. The rasteriser, 2.5 MB of WebAssembly, is loaded when first asked for. */
import { readFile } from 'node:fs/promises';
import type { Drawing } from './document';
import { readFontsForOffice } from './read-fonts';
import { FONT } from './svg';

/** Dots for each pixel of the drawing: 192 to the inch. */
const ZOOM = 2;

const loadRasteriser = async () => {
  const rasteriser = await import('@resvg/resvg-wasm');
  await rasteriser.initWasm(await readFile(require.resolve('@resvg/resvg-wasm/index_bg.wasm')));
  return rasteriser;
};

let loading: ReturnType<typeof loadRasteriser> | undefined;

export async function rasteriseDrawing({ svg }: Drawing): Promise<Buffer> {
  // It may be initialised once only, however many ask at the same time.
  loading ??= loadRasteriser();
  const { Resvg } = await loading;
  const { regular, bold } = readFontsForOffice();
  const font = { fontBuffers: [regular, bold], defaultFontFamily: FONT, serifFamily: FONT };
  const drawing = new Resvg(svg, { font, fitTo: { mode: 'zoom', value: ZOOM }, background: '#ffffff' });
  const image = drawing.render();
  try {
    return Buffer.from(image.asPng());
  } finally {
    // Their memory is not JavaScript's: nobody else frees it.
    image.free();
    drawing.free();
  }
}
