import type { Language } from '@betalt/contract/portal/session.ts';
import type { App } from '../app.ts';

/** A page without script for what must be readable whatever happens: agreement and API reference. */
export function plainPage({ title, language, body }: { title: string; language: Language; body: string }): string {
  return `<!doctype html>
<html lang="${language.slice(0, 2)}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escapeHtml(title)} – Betalt</title>
<link rel="stylesheet" href="/docs/page.css">
</head>
<body><main>
${body}
</main></body>
</html>
`;
}

export function escapeHtml(text: string): string {
  return text.replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`);
}

export function registerPageStyle(app: App): void {
  app.get('/docs/page.css', { schema: { hide: true }, config: { cacheable: true } }, (_request, reply) =>
    reply.type('text/css; charset=utf-8').header('cache-control', 'no-cache').send(STYLE),
  );
}

const STYLE = `:root { color-scheme: light dark; --ink: light-dark(#242424, #f5f5f5); --quiet: light-dark(#5c5c5c, #b3b3b3);
  --paper: light-dark(#fff, #1f1f1f); --rule: light-dark(#d6d6d6, #525252); --raised: light-dark(#f5f5f5, #2b2b2b); --link: light-dark(#0f548c, #62abf5); }
* { box-sizing: border-box; }
body { margin: 0; background: var(--paper); color: var(--ink); font: 15px/1.6 'Segoe UI', system-ui, sans-serif; }
main { max-width: 60rem; margin: 0 auto; padding: 2rem 1.25rem 5rem; }
h1 { font-size: 1.75rem; line-height: 1.25; margin: 0 0 .25rem; } h2 { font-size: 1.15rem; margin: 2rem 0 .25rem; }
p { max-width: 44rem; margin: .25rem 0 .75rem; } a { color: var(--link); } .quiet { color: var(--quiet); }
details { border-bottom: 1px solid var(--rule); } summary { padding: .55rem .25rem; cursor: pointer; overflow-wrap: anywhere; }
summary:focus-visible, a:focus-visible { outline: 2px solid var(--link); outline-offset: 2px; }
code { font: 13px/1.5 Consolas, ui-monospace, monospace; } pre { background: var(--raised); padding: .75rem; overflow-x: auto; }
.method { display: inline-block; min-width: 4.5rem; font-weight: 600; }
table { border-collapse: collapse; width: 100%; margin: .25rem 0 1rem; } th, td { text-align: left; padding: .3rem .75rem .3rem 0; border-bottom: 1px solid var(--rule); vertical-align: top; }
.mails td { overflow-wrap: break-word; min-width: 6rem; } .mails td:first-child { white-space: nowrap; } .mails tbody tr:hover { background: var(--raised); }
.facts { display: grid; grid-template-columns: max-content 1fr; gap: .15rem 1rem; margin: .5rem 0 1.25rem; } .facts dt { color: var(--quiet); } .facts dd { margin: 0; overflow-wrap: anywhere; }
.mail { display: block; width: 100%; height: 52rem; border: 1px solid var(--rule); border-radius: 4px; margin: 0 0 1rem; } .wrapped { white-space: pre-wrap; overflow-wrap: anywhere; }
@media (max-width: 30rem) { .mails th:first-child, .mails td:first-child { display: none; } }
`;
