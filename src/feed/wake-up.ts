/** The channel on which a commit wakes the readers of the log. A notification is a hint; the log is the truth. */

export const WAKE_UP_CHANNEL = 'giaoban_log';
