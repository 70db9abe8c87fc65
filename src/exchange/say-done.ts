/** Names what an import has done with a row: in its summary and in the copies with verdicts. */
import { Message, say } from '../words/message';

const DONE: Readonly<Record<string, Message>> = {
  FOUNDED: say`founded`,
  RENAMED: say`renamed`,
  RESTORED: say`restored`,
  RECORDED: say`recorded`,
  PLANNED: say`planned`,
  RESCHEDULED: say`rescheduled`,
  POSTPONED: say`postponed`,
  CANCELLED: say`cancelled`,
  REINSTATED: say`reinstated`,
  PILOT_SET: say`set or unset as pilots`,
  COMPLETED: say`reported completed`,
  CORRECTED: say`corrected`,
  RETRACTED: say`retracted`,
};

export function sayDone(kind: string): Message {
  return DONE[kind] ?? new Message(kind);
}
