/** The regions of a campaign file: their codes, as organizations have them, and their names. */
import { LEVEL_NAME } from '../organization/level-names';
import { REGION } from '../organization/organization';
import type { Region } from '../organization/region';
import { shorten } from '../text/shorten';
import { say } from '../words/message';
import type { FieldReader } from './read-levels';

const KEYS = ['code', 'name', 'nameEn'];
const MOST = 100;

/** None where the file says nothing of them: organizations may be in regions without names. */
export function readRegions({ regions }: Record<string, unknown>, read: FieldReader): Region[] {
  if (regions == null) return [];
  if (!Array.isArray(regions) || regions.length > MOST) {
    throw read.wrong('regions', say`must be a list of at most ${MOST} { code, name, nameEn }.`);
  }
  const found = (regions as unknown[]).map((each) => readRegion(each, read));
  const twice = found.find(({ code }, index) => found.findIndex((other) => other.code === code) < index);
  if (twice !== undefined) throw read.wrong('regions', say`has "${shorten(twice.code)}" twice. Keep one.`);
  return found;
}

function readRegion(value: unknown, read: FieldReader): Region {
  const fields = (typeof value === 'object' && value !== null ? value : {}) as Record<string, unknown>;
  const unknown = Object.keys(fields).find((key) => !KEYS.includes(key));
  if (unknown !== undefined) {
    throw read.wrong('regions', say`has ${shorten(unknown)}, which is not known. A region has ${KEYS.join(', ')}.`);
  }
  const { code, name, nameEn } = fields;
  const known = read.text('code of a region', code, REGION);
  return {
    code: known,
    name: read.text(`name of the region ${shorten(known)}`, name, LEVEL_NAME),
    nameEn: nameEn == null ? null : read.text(`nameEn of the region ${shorten(known)}`, nameEn, LEVEL_NAME),
  };
}
