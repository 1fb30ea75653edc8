/** A period as it stands in keys and tags, such as `2026-W47`. */
export const PERIOD = /^[0-9A-Z-]{4,40}$/;

/** All rows; those of a period; one row. */
export const ROWS = 'mail/';
export const rowsOf = (period: string): string => `${ROWS}${period}/`;
export const rowKeyOf = (period: string, mailKey: string): string => `${rowsOf(period)}${mailKey}`;

/** Objects that stop a claim by being there. */
export const suppressionKeyOf = (recipientId: string): string => `suppress/${recipientId}`;
export const cancelKeyOf = (runId: string): string => `runs/${runId}/cancel`;

/** The kill switch. */
export const SWITCH_KEY = 'control/mail';
