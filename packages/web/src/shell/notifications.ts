import { useSyncExternalStore } from 'react';

/** What happened while the reader looked elsewhere: shown as a toast, kept in the bell's panel until dismissed. */
export type Notification = {
  readonly id: string;
  readonly intent: 'progress' | 'success' | 'warning' | 'error' | 'info';
  readonly title: string;
  readonly body?: string | undefined;
  /** Where to see more: an address of `paths.ts`. */
  readonly link?: { readonly text: string; readonly to: string } | undefined;
  readonly at: Date;
  readonly isRead: boolean;
  /** Still shown as a toast. */
  readonly isToast: boolean;
};

const KEPT = 50;
const TOAST_MS = 6_000;

let notifications: readonly Notification[] = [];
let count = 0;
const listeners = new Set<() => void>();

type NewNotification = Pick<Notification, 'intent' | 'title' | 'body' | 'link'> & {
  /** The id of an earlier one to replace, e.g. progress by its success. */
  readonly id?: string | undefined;
};

/** Shows a toast and keeps it in the bell. Returns the id, by which it can be replaced. */
export function notify({ id = `notification-${(count += 1)}`, ...rest }: NewNotification): string {
  const made: Notification = { ...rest, id, at: new Date(), isRead: false, isToast: true };
  change([made, ...notifications.filter((one) => one.id !== id)].slice(0, KEPT));
  if (rest.intent !== 'progress' && rest.intent !== 'error') setTimeout(() => endToast(made), TOAST_MS);
  return id;
}

export function useNotifications(): readonly Notification[] {
  return useSyncExternalStore(subscribe, () => notifications);
}

export function dismissToast(id: string): void {
  change(notifications.map((one) => (one.id === id ? { ...one, isToast: false } : one)));
}

export function dismissNotification(id: string): void {
  change(notifications.filter((one) => one.id !== id));
}

export function dismissAllNotifications(): void {
  change([]);
}

export function markNotificationsRead(): void {
  change(notifications.map((one) => ({ ...one, isRead: true, isToast: false })));
}

/** Only this very one: a notification of the same id that replaced it has its own time. */
function endToast(made: Notification): void {
  if (notifications.some(({ id, at }) => id === made.id && at === made.at)) dismissToast(made.id);
}

function change(next: readonly Notification[]): void {
  notifications = next;
  for (const listener of listeners) listener();
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}
