/** Where a reader expects each organization of a country: data beside the campaign's tree, as data/maps has it. */
export interface CountryMap {
  columns: number;
  rows: number;
  tiles: readonly MapTile[];
}

export interface MapTile {
  code: string;
  /** A name that fits on the tile. */
  short: string;
  shortEn?: string;
  column: number;
  row: number;
  /** What belongs to it and lies elsewhere: islands. */
  parts?: readonly MapPart[];
}

export interface MapPart {
  name: string;
  nameEn?: string;
  column: number;
  row: number;
}

/** The map, if it has a place for each of them and for nobody else: another country has another shape. */
export function fittingMap(map: CountryMap | null, codes: readonly string[]): CountryMap | null {
  if (map?.tiles.length !== codes.length) return null;
  const placed = new Set(map.tiles.map(({ code }) => code));
  return codes.every((code) => placed.has(code)) ? map : null;
}
