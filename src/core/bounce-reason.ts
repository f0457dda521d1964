// Does a refusal mean that the address will never work? Servers say it in a status code (RFC 3463) and in words, and the words are the
// better witness: "5.7.1" stands for a blocked sender as well as for an unknown user. Only an unknown mailbox, an unknown or closed host
// and a moved mailbox are permanent; full, suspended, refused as spam and timed out may all be different tomorrow.

export interface Refusal {
  /** What the server said, in any language. */
  said: string;
  /** Enhanced status code, or null. */
  status: string | null;
  /** Of RFC 3464 §2.3.3, lower-cased, or null. */
  action: string | null;
  /** What the server refused: the address (RCPT), the letter after it had taken the address (DATA), or null where nothing shows it. */
  refused: 'recipient' | 'content' | null;
}

/** @returns true: give the address up; false: it may yet work; null: nothing is said */
export function isPermanentFailure({ said, status, action, refused }: Refusal): boolean | null {
  // RFC 5321 §3.3: who took the address and refused the letter knows the address; a filter spoke, whatever it says.
  if (action === 'delayed' || refused === 'content') return false;
  const words = said.replace(/\s+/g, ' ').toLowerCase();
  const text = words.replaceAll('recipient address rejected', '');
  if (SURELY_PERMANENT.some((pattern) => pattern.test(words)) || status === '5.1.6') return true;
  if (TEMPORARY.some((pattern) => pattern.test(text))) return false;
  if (PERMANENT.some((pattern) => pattern.test(text)))
    return refused === 'recipient' || !isWhatFiltersSay(text, status);
  // A name server may answer tomorrow what it could not answer today, unless the status says for good.
  if (NO_SUCH_HOST.test(text)) return status === null || !status.startsWith('4');
  return status === null ? (text.trim() === '' ? null : false) : PERMANENT_STATUS.has(status);
}

/**
 * "User unknown" is what filters say to everybody, and after the whole letter. It counts where the server refused the address, where the
 * status speaks of the address (RFC 3463 §3.2), or where nobody quotes a server. Statuses of the mailbox (§3.3) and of policy (§3.8) say
 * that the address is known.
 */
function isWhatFiltersSay(text: string, status: string | null): boolean {
  if (status === null || status.endsWith('.0.0')) return /(?:^|[\s:])550[\s-]/.test(text);
  return /^[45]\.[27]\./.test(status);
}

/** RFC 3463 §3.2 and §3.5: the address, its domain, its host. */
const PERMANENT_STATUS = new Set([
  '5.1.0',
  '5.1.1',
  '5.1.2',
  '5.1.3',
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
  /over ?quota|quota (?:exceeded|full)|exceeded (?:storage|the|his|her|its)?\s*(?:quota|allocation|storage)|insufficient (?:disk|system) (?:space|storage)|not enough (?:disk|storage|space)|out of storage|would exceed|message size exceeds|penuh|一杯|いっぱい|est pleine?|boîte [^.]{0,30}pleine|ist voll|postfach voll|(?:está|esta) llen[oa]|(?:está|esta) chei[oa]|è piena|is vol\b|dolu\b|jest pełn|переполнен|已满|已滿|가득|đã đầy/,
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
  /(?:destinatario|usuario|destinatário|usuário|destinataire|adresse|utilisateur|empfänger|benutzer|adresse mail|alamat|penerima)[^.;]{0,40}(?:desconocid[oa]|inexistente|inválid[oa]|desconhecid[oa]|inconnue?|invalide|unbekannt|existiert nicht|tidak (?:ditemukan|dikenal|ada|valid))|no existe (?:dich|es|el |la )|adresse nicht gefunden|unbekannte[rn]? (?:empfänger|benutzer|adresse)|не (?:найден|существует)|неизвестн|宛先不明|アドレスが見つかりません|メールアドレスに誤り|(?:用户|用戶|收件人|邮箱|郵箱|地址|帐号|账号|帳號)[^。]{0,12}不存在|找不到[^。]{0,20}(?:地址|收件人|用户)|無此(?:用戶|帳號)/,
  /(?:endere[çc]o|destinatário|caixa de correio|indirizzo|casella|direcci[oó]n|buz[oó]n|adresse|adresa|adresu?|e-?mailadres|postvak|adresi?|alıcı)[^.;]{0,60}(?:não (?:foi )?(?:encontrad|existe)|non (?:è stat[oa] )?(?:trovat|esiste)|no (?:se (?:ha )?(?:encontr|pudo encontrar)|existe)|introuvable|n'(?:a pas été trouvée?|existe pas)|(?:kan |kon )?niet (?:worden )?gevonden|bestaat niet|konnte nicht gefunden|bulunamadı|nie istnieje|neexistuje)|no se (?:ha )?encontró (?:la dirección|el destinatario)|nie znaleziono [^.;]{0,30}adres|нет такого пользователя|주소를 찾을 수 없|존재하지 않|không tìm thấy [^.;]{0,30}địa chỉ|không tồn tại|لم يتم العثور على/,
  /can'?t accept user|not a known user|not listed in (?:the |public |domino )|mailbox not present|recipient (?:is )?not (?:accepted|ok)|recipient has been denied|bad(?:rcpt|recipient)to|do not have (?:a |such )?mailbox|unable to find (?:user|recipient)|rejected recipients|^5\d\d address rejected|not (?:a )?registered|not present (?:here|in)|bogus|missing home directory|no valid recipients|unknown local[- ]part|no longer (?:an employee|employed|at this)|left the (?:company|organi[sz]ation)/,
  // moved
  /(?:has )?moved|replaced by|user not local|has changed|new address|forwarding address|no longer (?:with|at|employed|works|in use|valid|available|on server)/,
];

/** No house of that name, or one that takes no mail. */
const NO_SUCH_HOST =
  /domain must exist|host unreachable|does not (?:accept|receive) (?:e-?)?(?:mail|any)|doesn'?t receive (?:e-?)?mail|not accepting (?:network )?(?:messages|mail)|no mail (?:server|exchanger)|(?:illegal|invalid) host\/domain|(?:host|domain|server)[^.;]{0,50}(?:unknown|not (?:be )?found|does ?n[o']t exist|doesn'?t exist|not known|invalid|no (?:mx|data))|(?:unknown|no such|invalid|bad) (?:host|domain|destination system)|no mx|null mx|nullmx|mx (?:record|lookup|or a record)|dns (?:error|lookup|failure)|nxdomain|host or domain name not found|name (?:or service not known|service error)/;
