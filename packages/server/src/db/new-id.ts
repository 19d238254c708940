import { uuidv7, V7Generator } from 'uuidv7';

const generator = new V7Generator();

/**
 * Ids are made by the application: time-ordered, so that indexes grow at their end, and never by a sequence.
 *
 * @param at when what it names happened, where lists are in the order of ids; without it: now
 */
export function newId(at?: Date): string {
  return at === undefined ? uuidv7() : generator.generateOrResetCore(at.getTime(), 0).toString();
}
