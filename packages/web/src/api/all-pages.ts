import { arm, type RequestOptions } from './http.ts';

type Page<T> = { readonly value: T[]; readonly nextLink?: string };

/** Bound on the pages read: these lists are short (accounts, profiles, sections), and no loop here is endless. */
const MAX_PAGES = 50;

/** A whole short list, page after page. @throws ApiError */
export async function allPages<T>(path: string, options: RequestOptions): Promise<T[]> {
  const all: T[] = [];
  let next: string | undefined = path;
  for (let page = 0; next !== undefined && page < MAX_PAGES; page += 1) {
    const answer: Page<T> = await arm<Page<T>>('GET', next, page === 0 ? options : withoutQuery(options));
    all.push(...answer.value);
    next = answer.nextLink;
  }
  return all;
}

/** A nextLink carries the whole query already. */
function withoutQuery({ query: _query, ...rest }: RequestOptions): RequestOptions {
  return rest;
}
