import { uuidv7 } from 'uuidv7';

/** Ids are made by the application: time-ordered, so that indexes grow at their end, and never by a sequence. */
export function newId(): string {
  return uuidv7();
}
