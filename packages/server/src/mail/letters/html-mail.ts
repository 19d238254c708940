import type { MailPage, MailRow, Mood } from './mail-page.ts';

/**
 * A mail as programs that read mail take it: tables for layout, styles on the elements, nothing loaded from elsewhere. 600 px
 * wide, or as narrow as the screen. The style element only adds what a program may leave out: the dark scheme and narrow screens.
 */
export function htmlMail(page: MailPage): string {
  const { language, subject, issuerName, mood, heading, paragraphs, rows, button, closing, foot, portal } = page;
  return `<!doctype html>
<html lang="${language}" dir="ltr">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="supported-color-schemes" content="light dark">
<title>${escape(subject)}</title>
<style>${STYLE}</style>
</head>
<body class="back" style="margin:0;padding:0;background:#f3f2f1;-webkit-text-size-adjust:100%;">
<div style="display:none;max-height:0;overflow:hidden;mso-hide:all;">${escape(paragraphs[0] ?? heading)}</div>
<table role="presentation" class="back" width="100%" cellpadding="0" cellspacing="0" border="0" style="background:#f3f2f1;">
<tr><td align="center" class="edge" style="padding:24px 12px;">
<table role="presentation" width="100%" cellpadding="0" cellspacing="0" border="0" style="max-width:600px;">
<tr><td class="quiet" style="padding:0 4px 12px;${FONT}font-size:14px;line-height:20px;font-weight:600;color:#3b3a39;">${escape(issuerName)}</td></tr>
<tr><td class="paper" style="background:#ffffff;border:1px solid #e1dfdd;border-top:4px solid ${ACCENT[mood]};border-radius:4px;">
<table role="presentation" width="100%" cellpadding="0" cellspacing="0" border="0">
<tr><td class="inner" style="padding:32px 32px 28px;">
<h1 class="ink" style="margin:0 0 16px;${FONT}font-size:24px;line-height:32px;font-weight:600;color:#201f1e;overflow-wrap:anywhere;">${escape(heading)}</h1>
${paragraphs.map(paragraph).join('\n')}
${rows.length === 0 ? '' : figures(rows)}
${button === null ? '' : buttonCell(button)}
${closing === null ? '' : `<p class="quiet" style="margin:20px 0 0;${FONT}font-size:13px;line-height:20px;color:#605e5c;">${escape(closing)}</p>`}
</td></tr></table>
</td></tr>
<tr><td class="quiet" style="padding:16px 4px 0;${FONT}font-size:12px;line-height:18px;color:#605e5c;">
${foot.map((line) => `<p style="margin:0 0 4px;">${escape(line)}</p>`).join('\n')}
<p style="margin:8px 0 0;"><a class="link" href="${escape(portal.url)}" style="color:#005a9e;">${escape(portal.label)}</a></p>
</td></tr>
</table>
</td></tr>
</table>
</body>
</html>
`;
}

function paragraph(text: string): string {
  return `<p class="ink" style="margin:0 0 12px;${FONT}font-size:15px;line-height:23px;color:#323130;overflow-wrap:anywhere;">${escape(text)}</p>`;
}

/** Label left, value right and in figures of one width; a long value breaks rather than widens the mail. */
function figures(rows: readonly MailRow[]): string {
  const cells = rows.map(
    ({ label, value, isMain = false }) => `<tr>
<td class="rule quiet" valign="baseline" style="padding:9px 12px 9px 0;border-bottom:1px solid #edebe9;${FONT}font-size:14px;line-height:20px;color:#605e5c;">${escape(label)}</td>
<td class="rule ink" valign="baseline" align="right" style="padding:9px 0;border-bottom:1px solid #edebe9;${FONT}font-size:${isMain ? '18px' : '14px'};line-height:${isMain ? '24px' : '20px'};font-weight:${isMain ? '600' : '400'};color:#201f1e;font-variant-numeric:tabular-nums;${breaking(value)}">${escape(value)}</td>
</tr>`,
  );
  return `<table width="100%" cellpadding="0" cellspacing="0" border="0" class="rule" style="margin:20px 0 0;border-top:1px solid #edebe9;">
${cells.join('\n')}
</table>`;
}

/** An amount or a date stays whole; only what may be as long as somebody likes breaks, wherever it must. */
function breaking(value: string): string {
  return [...value].length <= 24 ? 'white-space:nowrap;' : 'overflow-wrap:anywhere;';
}

function buttonCell({ label, url }: { readonly label: string; readonly url: string }): string {
  return `<table role="presentation" class="wide" cellpadding="0" cellspacing="0" border="0" style="margin:28px 0 0;">
<tr><td class="button" align="center" style="border-radius:4px;background:#0f6cbd;">
<a href="${escape(url)}" style="display:block;padding:12px 28px;${FONT}font-size:16px;line-height:20px;font-weight:600;color:#ffffff;text-decoration:none;border-radius:4px;">${escape(label)}</a>
</td></tr></table>`;
}

/** Whatever somebody may have typed is text, never markup. */
function escape(text: string): string {
  return text.replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`);
}

const FONT = `font-family:'Segoe UI',-apple-system,BlinkMacSystemFont,Roboto,Helvetica,Arial,sans-serif;`;

const ACCENT: Readonly<Record<Mood, string>> = { plain: '#0f6cbd', good: '#107c10', late: '#c50f1f' };

const STYLE = `:root{color-scheme:light dark;supported-color-schemes:light dark}
@media (max-width:480px){.inner{padding:24px 20px!important}.edge{padding:16px 8px!important}.wide{width:100%!important}}
@media (prefers-color-scheme:dark){.back{background:#1b1a19!important}.paper{background:#292827!important;border-left-color:#3b3a39!important;border-right-color:#3b3a39!important;border-bottom-color:#3b3a39!important}
.ink{color:#f3f2f1!important}.quiet{color:#c8c6c4!important}.rule{border-color:#3b3a39!important}.link{color:#6cb8f6!important}.button{background:#0f6cbd!important}}`;
