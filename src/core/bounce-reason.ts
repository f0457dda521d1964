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
  const text = diagnostic.replace(/\s+/g, ' ').toLowerCase();
  if (TEMPORARY.some((pattern) => pattern.test(text))) return false;
  if (PERMANENT.some((pattern) => pattern.test(text))) return true;
  return status === null ? (text === '' ? null : false) : PERMANENT_STATUS.has(status);
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

/** Said first by servers whose codes claim something else. */
const TEMPORARY: RegExp[] = [
  // full
  /(?:mailbox|mail ?folder|inbox|user|account|quota|disk|storage|maildir|mailfolder|recipient)[^.]{0,40}(?:is |are )?(?:full\b|over ?quota|exceed|over (?:its |the )?(?:quota|limit))/,
  /over ?quota|quota (?:exceeded|full)|exceeded (?:storage|the|his|her|its)?\s*(?:quota|allocation|storage)|insufficient (?:disk|system) (?:space|storage)|not enough (?:disk|storage|space)|out of storage|would exceed|message size exceeds/,
  // suspended or waiting
  /(?:account|mailbox|user|recipient|address|email)[^.]{0,40}(?:suspend|disabled|inactive|deactivat|discontinued|not active|locked|temporarily|unavailable|frozen|expired|blocked)|(?:suspended|disabled|inactive|deactivated|discontinued|temporarily locked) (?:account|mailbox|user|recipient|address)|no longer (?:active|on server)/,
  // refused for who sends or what is sent
  /spf|dkim|dmarc|unauthenticated|authentication (?:checks|failed|required|failure)|not authenticated|reverse dns|\bptr\b|rdns|helo/,
  /spam|junk|virus|malware|blacklist|black list|blocklist|block list|block ?listed|reputation|rbl|spamhaus|spamcop|barracuda|poor reputation|banned|blocked (?:by|using|due)|has been blocked|\bblocked\b|suspicious|unsolicited|bulk mail|abuse|content (?:filter|rejected|restriction)|policy|prohibited|forbidden|not allowed|not permitted|permission|restrict|rate limit|too many|throttl|greylist|graylist|try again later|insecure mail relay|relay(?:ing)? (?:access )?denied|relaying/,
  /sender (?:address )?(?:rejected|denied|verify failed|unknown|not exist)|domain of sender|bad sender|invalid sender|sender address|your (?:ip|mail server|domain|email|e-mail|message|host)|rejected (?:due|because|for)|message (?:rejected|refused|too (?:large|big)|content)|too (?:large|big)|size limit|maximum (?:message|allowed)|line too long|header/,
  // transport
  /time[d]?[- ]?out|timeout|connection (?:refused|reset|lost|dropped|closed)|network is unreachable|no route|unreachable|lost connection|queue too long|retry time|retry timeout|could not deliver for|giving up after|deferred|expired|delayed|too many hops|loop|hop count|starttls|\btls\b|certificate|internal (?:system|server) error|system error|out of memory|local (?:error|configuration)|configuration error|mailer (?:error|died)|can'?t create|unable to (?:connect|run)|command (?:died|output)|on hold/,
];

const PERMANENT: RegExp[] = [
  // nobody of that name
  /(?:user|mailbox|recipient|account|address|addressee|local ?part|inbox|login|customer|subscriber|e-?mail(?: address| account)?)[^.;]{0,60}(?:unknown|not (?:be )?found|does ?n[o']t exist|doesn'?t exist|do not exist|not exist|not known|invalid|undeliverable|not (?:valid|listed|recogni[sz]ed|here|our|have)|no longer|unavailable|not local|is unknown|rejected)/,
  /(?:unknown|no such|invalid|nonexist\w*|non-exist\w*|not a valid|bad|illegal|unrouteable|unroutable|undefined|no) (?:local |mail |virtual |e-?mail |destination |known |active |valid )?(?:user|mailbox|recipient|account|address|addressee|person|inbox|login|local part|destination|alias|customer|subscriber|name)/,
  /no (?:mailbox|mail ?box|account|user) (?:here )?(?:by|with|of|named|for|called) |there is no (?:one|such|user)|(?:user|account) doesn'?t have a|not (?:our|a) (?:customer|user)|isn'?t (?:here|a valid)|mailbox unavailable|delivery to this address is|recipno|resolver\.adr\.(?:recipnotfound|exrecipnotfound)|recipientnotfound|not in (?:the )?(?:address|global|directory)|couldn'?t find|5\.1\.1|5\.1\.10/,
  // no such house
  /(?:host|domain|server|name)[^.;]{0,50}(?:unknown|not (?:be )?found|does ?n[o']t exist|doesn'?t exist|not known|invalid|no (?:mx|data))|(?:unknown|no such|invalid|bad) (?:host|domain|destination system)|no mx|null mx|nullmx|mx (?:record|lookup|or a record)|dns (?:error|lookup|failure)|nxdomain|host or domain name not found|name (?:or service not known|service error)|does not accept (?:mail|any)|not accepting (?:network )?(?:messages|mail)|no mail (?:server|exchanger)/,
  // moved
  /(?:has )?moved|user not local|has changed|new address|forwarding address|no longer (?:with|at|employed|works|in use|valid|available)/,
];
