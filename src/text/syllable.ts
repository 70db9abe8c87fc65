/** Whether a word can be a syllable of Vietnamese. Pure. */

const ONSETS = 'b c ch d đ g gh gi h k kh l m n ng ngh nh p ph qu r s t th tr v x'.split(' ');

/** What follows the first consonants, without its tone; one of them is in names such as Đắk Lắk only. */
const RHYMES = new Set(
  `a ac ach ai am an ang anh ao ap at au ay ăc ăk ăm ăn ăng ăp ăt âc âm ân âng âp ât âu ây
   e ec em en eng eo ep et ê êc êch êm ên êng ênh êp êt êu i ia ich im in inh ip it iu iêc iêm iên iêng iêp iêt iêu
   o oa oac oach oai oam oan oang oanh oao oap oat oay oăc oăm oăn oăng oăt oc oe oen oeo oet oi om on ong ooc oong op ot
   ô ôc ôi ôm ôn ông ôp ôt ơ ơi ơm ơn ơp ơt u ua uân uâng uât uây uc uê uêch uênh ui um un ung uôc uôi uôm uôn uông uôt
   uơ up ut uy uya uych uyên uyêt uyn uynh uyp uyt uyu ư ưa ưc ưi ưm ưn ưng ươc ươi ươm ươn ương ươp ươt ươu ưt ưu
   y yêm yên yêng yêt yêu`.split(/\s+/),
);

const TONES = /[\u0300\u0301\u0303\u0309\u0323]/g;
const LONGEST = 7;

/** In any case, and with at most one tone. */
export function isSyllable(word: string): boolean {
  const parts = word.toLowerCase().normalize('NFD');
  if ((parts.match(TONES) ?? []).length > 1) return false;
  const bare = parts.replace(TONES, '').normalize('NFC');
  if (bare.length > LONGEST) return false;
  if (RHYMES.has(bare)) return true;
  return ONSETS.some((onset) => bare.startsWith(onset) && isRhyme(bare.slice(onset.length), onset));
}

function isRhyme(rest: string, onset: string): boolean {
  // `gì` has one vowel for both parts.
  return RHYMES.has(rest) && !(onset === 'gh' && rest.startsWith('a'));
}
