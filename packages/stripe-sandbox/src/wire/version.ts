/** The API version whose shapes are served: the one that the official SDK 23 sends. */
export const API_VERSION = '2026-10-28.endive';
