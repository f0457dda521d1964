// The HTML part of a mail, made from its plain text and nothing else: no remote content, nothing that counts openings.

/** @param text plain text; blank lines part paragraphs, `> ` at the start of a line is a quotation */
export function textToHtml(text: string, lang: string): string {
  const paragraphs = text
    .replace(/\r\n?/g, '\n')
    .trim()
    .split(/\n[ \t]*\n+/)
    .map((paragraph) => `<p style="margin:0 0 1em">${linked(paragraph).replaceAll('\n', '<br>\n')}</p>`);
  return `<!doctype html>
<html lang="${escapeHtml(lang)}">
<head><meta charset="utf-8"></head>
<body style="font-family:sans-serif;font-size:16px;line-height:1.5">
${paragraphs.join('\n')}
</body>
</html>
`;
}

/** Links only what a person would click knowingly: web addresses and mail addresses that stand in the text. */
function linked(text: string): string {
  const parts = text.split(LINK);
  return parts.map((part, i) => (i % 2 === 1 ? link(part) : escapeHtml(part))).join('');
}

const LINK = /((?:https?:\/\/|mailto:)[^\s<>"'`\\]{1,2000}[^\s<>"'`\\.,;:!?)\]}])/i;

function link(address: string): string {
  return `<a href="${escapeHtml(address)}">${escapeHtml(address)}</a>`;
}

function escapeHtml(text: string): string {
  return text.replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`);
}
