/** The browser or program at the other end, as far as a session remembers it. */
export interface Client {
  readonly networkAddress: string;
  readonly userAgent: string | null;
  /** The session that this browser already has; it ends when another begins. */
  readonly sessionToken: string | null;
}
