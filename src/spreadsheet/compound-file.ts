/** Microsoft's old container, in which Office kept its documents before 2007, and keeps those with a password. */
import { Problem } from '../problem';
import { say } from '../words/message';

const START = Buffer.from('D0CF11E0A1B11AE1', 'hex');
/** Each entry of its directory begins with a name, and is so long. */
const ENTRY_BYTES = 128;
const HEADER_BYTES = 512;
const LENGTH_AT = 64;

export function isCompoundFile(bytes: Buffer): boolean {
  return bytes.subarray(0, START.length).equals(START);
}

export function refuseCompoundFile(bytes: Buffer, name: string): Problem {
  if (bytes.includes(Buffer.from('EncryptedPackage', 'utf16le'))) return passwordProblem(name);
  const entry = firstEntry(bytes) ?? '';
  switch (entry) {
    case 'WordDocument':
      return refuse(
        say`${name} is a text document (${'DOC'}): copy its table into a spreadsheet, and save it as XLSX.`,
      );
    case 'PowerPoint Document':
      return refuse(say`${name} is a presentation (${'PPT'}): copy its table into a spreadsheet, and save it as XLSX.`);
    case 'Workbook':
    case 'Book':
      return refuse(say`${name} is in the old format of Excel 97-2003 (.xls): open it, and save it as XLSX.`);
    default:
      return refuse(
        say`${name} is the file of another program, in an old format of Microsoft: open it there, and save its table as XLSX.`,
      );
  }
}

export function passwordProblem(name: string): Problem {
  return refuse(say`${name} is protected by a password: save it without one.`);
}

/** What the document is comes before what is embedded in it. */
function firstEntry(bytes: Buffer): string | undefined {
  for (let at = HEADER_BYTES; at + ENTRY_BYTES <= bytes.length; at += ENTRY_BYTES) {
    const found = KNOWN.find((entry) => isNamed(bytes, at, entry));
    if (found !== undefined) return found;
  }
  return undefined;
}

const KNOWN = ['Workbook', 'Book', 'WordDocument', 'PowerPoint Document'];

/** The length counts the zero at the end. */
function isNamed(bytes: Buffer, at: number, name: string): boolean {
  const written = Buffer.from(`${name}\0`, 'utf16le');
  return (
    bytes.readUInt16LE(at + LENGTH_AT) === written.length && bytes.subarray(at, at + written.length).equals(written)
  );
}

function refuse(message: ReturnType<typeof say>): Problem {
  return new Problem('BAD_USER_INPUT', message);
}
