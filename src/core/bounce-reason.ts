// Does a refusal mean that the address will never work? Servers say it in a status code (RFC 3463) and in words, and the words are the
// better witness: "5.7.1" stands for a blocked sender as well as for an unknown user. Only an unknown mailbox, an unknown or closed host
// and a moved mailbox are permanent; full, suspended, refused as spam and timed out may all be different tomorrow.

/**
 * @param diagnostic what the server said, in any language
 * @param status enhanced status code, or null
 * @param action of RFC 3464 §2.3.3, lower-cased, or null
 * @returns true: give the address up; false: it may yet work; null: nothing is said
 */
export function isPermanentFailure(diagnostic: string, status: string | null, action: string | null): boolean | null {
  if (action === 'delayed') return false;
  const said = diagnostic.replace(/\s+/g, ' ').toLowerCase();
  const text = said.replaceAll('recipient address rejected', '');
  if (SURELY_PERMANENT.some((pattern) => pattern.test(said)) || status === '5.1.6') return true;
  if (TEMPORARY.some((pattern) => pattern.test(text))) return false;
  // RFC 3463 §3.3 and §3.8: the mailbox is there, or policy spoke; "user unknown" beside it is what a filter says to everybody.
  if (status === '5.2.0' || status === '5.7.1') return false;
  if (PERMANENT.some((pattern) => pattern.test(text))) return true;
  // A name server may answer tomorrow what it could not answer today, unless the status says for good.
  if (NO_SUCH_HOST.test(text)) return status === null || !status.startsWith('4');
  return status === null ? (text.trim() === '' ? null : false) : PERMANENT_STATUS.has(status);
}

/** RFC 3463 §3.2 and §3.5: the address, its domain, its host. */
const PERMANENT_STATUS = new Set([
  '5.0.911',
  '5.0.912',
  '5.0.932',
  '5.1.0',
  '5.1.1',
  '5.1.2',
  '5.1.3',
  '5.1.4',
  '5.1.6',
  '5.1.10',
  '5.3.2',
  '5.4.4',
  '4.1.1',
  '4.1.2',
]);

/** Wordings of big houses that name several possible causes; the first one named is the usual one. */
const SURELY_PERMANENT: RegExp[] = [
  /recipient address rejected: access denied/,
  /account or domain may not exist|domain is not reachable|no smtp service|address (?:couldn't|could not) be found|the email account that you tried to reach does not exist/,
];

/** Said first by servers whose codes claim something else. */
const TEMPORARY: RegExp[] = [
  // full
  /(?:mailbox|mail ?folder|inbox|user|account|quota|disk|storage|maildir|recipient)[^.]{0,40}(?:is |are )?(?:full\b|over ?quota|exceed|over (?:its |the )?(?:quota|limit))/,
  /over ?quota|quota (?:exceeded|full)|exceeded (?:storage|the|his|her|its)?\s*(?:quota|allocation|storage)|insufficient (?:disk|system) (?:space|storage)|not enough (?:disk|storage|space)|out of storage|would exceed|message size exceeds|penuh|一杯/,
  // suspended or waiting
  /(?:account|mailbox|user|recipient|address|email)[^.]{0,40}(?:suspend|disabled|inactive|deactivat|discontinued|not active|locked|temporarily|frozen|expired|blocked)|(?:suspended|disabled|inactive|deactivated|discontinued|temporarily locked) (?:account|mailbox|user|recipient|address)|no longer active/,
  // refused for who sends or what is sent
  /\bspf\b|dkim|dmarc|unauthenticated|authentication (?:checks|failed|required|failure)|not authenticated|not authori[sz]ed|reverse dns|\bptr\b|rdns|\bhelo\b|name was rejected/,
  /spam|junk|virus|malware|black ?list|block ?list|reputation|\brbl\b|barracuda|banned|\bblocked\b|suspicious|unsolicited|bulk mail|abuse|content (?:filter|rejected|restriction)|policy|prohibited|forbidden|not allowed|not permitted|permission|restrict|rate limit|too many|throttl|gr[ea]ylist|try again|insecure mail relay|relay(?:ing)? (?:access )?denied|relaying/,
  /access denied|registered gateway|not? accept (?:e-?)?mail from|(?:from|sender) domain|sender (?:address )?(?:rejected|denied|verify failed|unknown|not exist)|domain of sender|bad sender|invalid sender|sender address|your (?:ip|mail server|domain|host)|rejected (?:due|because|for)|message (?:rejected|refused|too (?:large|big)|content)|too (?:large|big)|size limit|maximum (?:message|allowed)|line too long|duplicate header|valid from:/,
  // transport
  /time[d]?[- ]?out|connection (?:refused|reset|lost|dropped|closed)|network is unreachable|no route|lost connection|queue too long|retry time|could not deliver for|giving up after|deferred|expired|delayed|too many hops|routing loop|hop count|starttls|\btls\b|certificate|internal (?:system|server) error|system error|out of memory|local (?:error|configuration)|configuration error|mailer (?:error|died)|(?:can'?t|couldn'?t|cannot) create|unable to (?:connect|run)|command (?:died|output)|on hold/,
];

const PERMANENT: RegExp[] = [
  // nobody of that name
  /(?:user|mailbox|recipient|account|address|addressee|local ?part|inbox|login|customer|subscriber|e-?mail(?: address| account)?)[^.;]{0,60}(?:unknown|not (?:be )?found|does ?n[o']t exist|doesn'?t exist|do not exist|not exist|not known|invalid|undeliverable|not (?:valid|listed|recogni[sz]ed|here|our|have)|no longer|unavailable|not local)/,
  /(?:unknown|no such|invalid|nonexist\w*|non-exist\w*|not a valid|bad|illegal|unrouteable|unroutable|undefined|no) (?:final delivery |local |mail |virtual |e-?mail |destination |known |active |valid )?(?:user(?:id)?|mailbox|recipient|account|address|addressee|person|inbox|login|local part|alias|customer|subscriber)/,
  /no (?:mailbox|mail ?box|account|user) (?:here )?(?:by|with|of|named|for|called) |there is no (?:one|such|user)|(?:user|account) doesn'?t have a|not (?:our|a) (?:customer|user)|isn'?t (?:here|a valid)|mailbox unavailable|resolver\.adr\.(?:recipnotfound|exrecipnotfound)|recipientnotfound|not in (?:the )?(?:address|global|directory)|\(000c05a6\)|^\d{3} \S+@\S+ rejected\s*$/,
  // other languages
  /(?:destinatario|usuario|destinatário|usuário|destinataire|adresse|utilisateur|empfänger|benutzer|adresse mail|alamat|penerima)[^.;]{0,40}(?:desconocid[oa]|inexistente|inválid[oa]|desconhecid[oa]|inconnue?|invalide|unbekannt|existiert nicht|tidak (?:ditemukan|dikenal|ada|valid))|no existe (?:dich|es|el |la )|adresse nicht gefunden|unbekannte[rn]? (?:empfänger|benutzer|adresse)|не (?:найден|существует)|неизвестн|宛先不明|アドレスが見つかりません|メールアドレスに誤り|用户不存在|收件人不存在|無此(?:用戶|帳號)/,
  /can'?t accept user|not a known user|mailbox not present|recipient (?:is )?not (?:accepted|ok)|recipient has been denied|bad(?:rcpt|recipient)to|do not have (?:a |such )?mailbox|unable to find (?:user|recipient)|rejected recipients|^5\d\d address rejected|not (?:a )?registered|not present (?:here|in)|bogus|missing home directory|no valid recipients|unknown local[- ]part|no longer (?:an employee|employed|at this)|left the (?:company|organi[sz]ation)/,
  // moved
  /(?:has )?moved|replaced by|user not local|has changed|new address|forwarding address|no longer (?:with|at|employed|works|in use|valid|available|on server)/,
];

/** No house of that name, or one that takes no mail. */
const NO_SUCH_HOST =
  /domain must exist|host unreachable|does not (?:accept|receive) (?:e-?)?(?:mail|any)|doesn'?t receive (?:e-?)?mail|not accepting (?:network )?(?:messages|mail)|no mail (?:server|exchanger)|(?:illegal|invalid) host\/domain|(?:host|domain|server)[^.;]{0,50}(?:unknown|not (?:be )?found|does ?n[o']t exist|doesn'?t exist|not known|invalid|no (?:mx|data))|(?:unknown|no such|invalid|bad) (?:host|domain|destination system)|no mx|null mx|nullmx|mx (?:record|lookup|or a record)|dns (?:error|lookup|failure)|nxdomain|host or domain name not found|name (?:or service not known|service error)/;
