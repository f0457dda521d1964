// Subjects without what mail programs put in front of them. A subject never joins a mail to a case; this is for showing and answering.

/** Words for "reply" and "forward" before the colon, as mail programs of many languages write them. */
const REPLY =
  're|r|aw|antw|antwort|sv|vs|ynt|odp|res|rif|ref|atb|bls|balas|balasan|td|回复|回覆|答复|答覆|返信|답장|отв|ответ|ha';
const FORWARD =
  'fwd?|fw|wg|weitergeleitet|tr|trans|rv|rev|enc|i|fs|vb|vl|vs|pd|doorst|ilt|yml|továbbítás|továbbított|prosl|prosljeđeno|' +
  'redir|riferim|terusan|teruskan|diteruskan|meneruskan|trs|转发|轉寄|轉發|転送|전달|пересл|переслано|fwd-inline';

const PREFIX = new RegExp(
  `^\\s*(?:\\[[^\\]]{0,40}\\]\\s*)?(?:${REPLY}|${FORWARD})\\s*(?:\\[\\d+\\]|\\(\\d+\\)|\\d+)?\\s*[:：]\\s*`,
  'iu',
);
const FORWARD_PREFIX = new RegExp(`^\\s*(?:${FORWARD})\\s*[:：]`, 'iu');
/** RFC 5256 §2.1 step 6 and the "(fwd)" of Pine, step 3. */
const WRAPPED = /^\s*\[\s*fwd:\s*(.*)\]\s*$/iu;
const TRAILER = /\s*\(fwd\)\s*$/iu;

/** The subject without reply and forward marks, in the spirit of RFC 5256 §2.1; case is kept. */
export function baseSubject(subject: string): string {
  let base = subject.replace(/\s+/gu, ' ').trim();
  for (let before = ''; before !== base; ) {
    before = base;
    base = base.replace(WRAPPED, '$1').replace(TRAILER, '').replace(PREFIX, '').trim();
  }
  return base;
}

/** Does the sender's program say that the mail passes on another one? */
export function isForwardSubject(subject: string): boolean {
  return FORWARD_PREFIX.test(subject) || WRAPPED.test(subject) || TRAILER.test(subject);
}
