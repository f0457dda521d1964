// The words mail programs put between an answer and what it answers, in the languages they speak. Data only; quoting.ts and
// forwarded.ts hold the rules. Sources: the programs' own translations (Gmail, Outlook, Apple Mail, Thunderbird, K-9, Yahoo, Roundcube,
// Samsung, Zoho, Mail.ru), Indonesian first because nobody else knows it.

export type HeaderLabel = 'from' | 'date' | 'to' | 'cc' | 'subject' | 'replyTo' | 'other';

const LABELS: Record<HeaderLabel, string> = {
  from:
    'dari|pengirim|daripada|from|von|de|da|van|od|odesílatel|feladó|fra|från|lähettäjä|kimden|gönderen|от|отправитель|від|від кого|' +
    'saatja|expéditeur|remitente|mittente|afzender|remetente|nadawca|avsändare|afsender|avsender|šalje|pošiljatelj|de la|expeditor|' +
    'no|siuntėjas|nuo|发件人|寄件者|寄件人|差出人|送信者|보낸 사람|보낸사람|từ|จาก|von:|מאת|من|από|odosielateľ|message du|од|από|أرسلت من|المرسل|از|प्रेषक|প্রেরক|frá|saatja|siuntėjo|sūtītājs|mula kay|от кого|отправил|remitent|ผู้ส่ง|người gửi|שולח',
  date:
    'tanggal|tgl|dikirim|terkirim|dikirim pada|dihantar|tarikh|waktu|date|sent|sent at|gesendet|gesendet am|datum|envoyé|envoyé le|enviado|enviado el|enviado em|fecha|data|' +
    'inviato|inviato il|verzonden|dato|sendt|skickat|skickad|päivämäärä|pvm|lähetetty|tarih|gönderme tarihi|gönderildi|gönderilme tarihi|дата|отправлено|надіслано|kuupäev|saadetud|' +
    'wysłano|wysłane|dátum|küldve|elküldve|küldés dátuma|odesláno|odoslané|poslano|poslané|trimis|trimis la|dată|datums|nosūtīts|išsiųsta|发送时间|日期|寄件日期|已傳送|日付|送信日時|送信済み|날짜|보낸 날짜|ngày|đã gửi|วันที่|message du|message du :|изпратено|изпратена|στάλθηκε|αποστολή|ημερομηνία|تاريخ الإرسال|تم الإرسال|التاريخ|ارسال|تاریخ|भेजा गया|दिनांक|נשלח|תאריך|ส่ง|ส่งเมื่อ|gửi|ngày gửi|đã gửi vào|enviat|data d’enviament|dátum odoslania|sūtīts|siųsta|dagsetning|发送日期|寄件时间|傳送日期|送信日|보낸 시간|보낸날짜|petsa|tanggal kirim',
  to:
    'kepada|untuk|ke|penerima|to|an|à|a|para|aan|do|dla|komu|címzett|til|till|vastaanottaja|kime|alıcı|кому|кому:|saaja|' +
    'destinataire|destinatario|destinatário|ontvanger|adresat|mottagare|modtager|mottaker|prima|za|către|la|kam|kam:|gavėjas|kam|pre|prijemca|收件人|宛先|받는 사람|받는사람|đến|tới|ถึง|אל|إلى|προς|до|收件者|收信人|受信者|tới|người nhận|ผู้รับ|المستلم|به|प्राप्तकर्ता|per a|pour|adressaat|til hverjum|para kay|받는이|למען',
  cc: 'cc|tembusan|salinan|kopie|kopie \\(cc\\)|kopi|kopia|kopio|copie à|copie|copia|cópia|dw|udw|másolat|másolatot kap|kópia|bilgi|копия|копія|copia per conoscenza|抄送|副本|참조|bcc|koopia|kk|kópia:|v kopii|salin',
  subject:
    'perihal|hal|judul|subjek|tajuk|subject|betreff|objet|asunto|oggetto|onderwerp|temat|předmět|predmet|tárgy|emne|ämne|aihe|konu|тема|' +
    'assunto|sujet|teema|subiect|temats|tema|主题|主旨|件名|제목|chủ đề|tiêu đề|หัวเรื่อง|เรื่อง|נושא|الموضوع|θέμα|naslov|re|主旨|标题|標題|относно|zadeva|naslov|assumpte|tēma|موضوع|विषय|বিষয়|paksa|efni|sujet|subiectul|лист|betreff der nachricht|제 목',
  replyTo: 'balas ke|reply-to|reply to|antwort an|répondre à|responder a|rispondi a|antwoord aan|odpowiedz do',
  other:
    'importance|wichtigkeit|priority|prioritas|kepentingan|attachments|lampiran|anlagen|pièces jointes|list-id|message-id|x-mailer|organization|organisation|envelope-to|mailed-by|signed-by',
};

const LABEL_OF = new Map<string, HeaderLabel>(
  (Object.keys(LABELS) as HeaderLabel[]).flatMap((kind) =>
    LABELS[kind].split('|').map((word) => [word.replaceAll('\\', ''), kind] as const),
  ),
);

/** @returns which header the word names, in any known language */
export function labelOf(word: string): HeaderLabel | null {
  return LABEL_OF.get(word.toLowerCase()) ?? null;
}

/** Words that begin a line such as "On Tuesday, … wrote:". */
export const ATTRIBUTION_STARTS =
  'pada|on|le|am|il|in data|el|op|em|no dia|a|w dniu|dnia|den|d\\.|på|dne|dňa|în data|in|ngày|vào|vào ngày|at|në|dana|ที่|เมื่อ|在|于|於|בתאריך|في|στις|kuupäeval|dnia|el día|den|ved|il giorno|op|em|op';

/** "wrote", as the last or the middle word of such a line. */
export const WROTE =
  'menulis|menulis kepada anda|telah menulis|berkata|mengatakan|wrote|writes|said|schrieb|schrieben|geschrieben|a écrit|écrit|escribió|escribio|ha escrito|ha scritto|scrisse|schreef|geschreven|het volgende geschreven|' +
  'escreveu|pisze|napisał\\(a\\)|napisała|napisał|napisal\\(a\\)|napisal|napsal\\(a\\)|napsala|napsal|napísal\\(a\\)|napísal|napísala|skrev følgende|skrev följande|skrev|kirjoitti|kirjutas|kirjoittivat|írta|ezt írta|yazdı|' +
  'şunu yazdı|şunları yazdı|şunları söyledi|написал\\(а\\)|написала|написал|пишет|пише|написав|написала|a scris|je napisao|je napisala|je napisal|napisao|napisala|' +
  'parašė|rakstīja|viết|đã viết|เขียน|เขียนว่า|写道|寫道|写到|のメール|は書きました|さんは書きました|書きました|님이 작성|작성|님이 쓴 글|כתב|כתבה|كتب|έγραψε';

/** Around "original message": what Outlook, K-9, Samsung and others write above an answered mail. */
export const ORIGINAL =
  'pesan asli|pesan awal|pesan terdahulu|email asli|surat asli|mesej asal|original message|original mail|original e-?mail|original appointment|original|repl(?:y|ied) message|ursprüngliche nachricht|originalnachricht|original nachricht|original-nachricht|' +
  "message d['’]origine|message original|message d['’]origine|mensaje original|messaggio originale|mensagem original|oorspronkelijk bericht|oprindelig (?:besked|meddelelse)|" +
  'opprinnelig melding|ursprungligt meddelande|originalmeddelande|originalmeddelelse|alkuperäinen viesti|wiadomość oryginalna|oryginalna wiadomość|původní zpráva|pôvodná správa|' +
  'eredeti üzenet|özgün ileti|orijinal mesaj|orjinal mesaj|исходное сообщение|оригинальное сообщение|вихідне повідомлення|mesaj original|mesajul original|izvorna poruka|originalna poruka|izvirno sporočilo|' +
  'algkiri|algsõnum|originali žinutė|sākotnējais ziņojums|原始邮件|原邮件|原始郵件|原始信件|元のメッセージ|원본 메시지|원본 메일|thư gốc|ข้อความต้นฉบับ|הודעה מקורית|الرسالة الأصلية|αρχικό μήνυμα|messaggio di risposta|nachricht';

/** Around "forwarded message". */
export const FORWARDED =
  'pesan (?:yang )?diteruskan|pesan terusan|email (?:yang )?diteruskan|awal pesan (?:yang )?diteruskan|mulai pesan (?:yang )?diteruskan|memulai pesan (?:yang )?diteruskan|mesej (?:yang )?dimajukan|' +
  '(?:begin )?forwarded (?:message|mail|e-?mail|by .{1,40})|forward(?:ed)? message|weitergeleitete (?:nachricht|mail|e-?mail)|anfang der weitergeleiteten (?:nachricht|e-?mail)|' +
  'message transféré|message transmis|message réexpédié|début du message (?:réexpédié|transféré)|courriel transféré|(?:inicio del )?mensaje reenviado|messaggio inoltrato|inizio (?:del )?messaggio inoltrato|(?:início da )?mensagem (?:encaminhada|reencaminhada)|' +
  'doorgestuurd (?:bericht|e-?mail)|begin doorgestuurd bericht|start van doorgestuurd bericht|videresendt (?:besked|meddelelse|melding)|start på videresendt besked|vidarebefordrat (?:meddelande|mejl|brev)|' +
  '(?:välitetty|edelleenlähetetty) viesti|välitetyn viestin alku|(?:początek )?(?:przekazan(?:a|ej)|przekazywan(?:a|ej)) wiadomo(?:ść|ści)|přeposlan(?:á|é) (?:zpráva|zprávy)|začátek přeposlané zprávy|' +
  '(?:preposlaná|začiatok preposlanej) správ(?:a|y)|továbbított (?:üzenet|levél)(?: kezdete)?|(?:iletilen|iletilmiş|yönlendirilmiş) (?:ileti|mesaj|e-?posta)(?:nin başlangıcı)?|' +
  '(?:начало )?(?:пересылаемо(?:е|го)|перенаправленн?о(?:е|го)|пересланно(?:е|го)) (?:сообщени[ея]|письм[оа])|(?:початок )?(?:пересланого|переслане|перенаправлене) (?:повідомлення|листа)|' +
  'mesaj redirecționat|mesaj transmis|începutul mesajului redirecționat|mesajul transmis|proslijeđena poruka|proslijeđena porukа|početak proslijeđene poruke|prosleđena poruka|posredovano sporočilo|edastatud (?:kiri|sõnum)|edastatud kirja algus|' +
  'persiųsta žinutė|pārsūtīts ziņojums|转发的?(?:邮件(?:信息)?|信息)|已转发邮件|下面是被转发的邮件|以下是轉寄的郵件|轉寄(?:的)?(?:郵件|訊息)|転送(?:された)?メッセージ|전달된 메시지|chuyển tiếp|ข้อความที่ถูกส่งต่อ|הודעה שהועברה|رسالة معاد توجيهها|προωθημένο μήνυμα|početak prosljeđene poruke|proslijeđeno pismo';

/** Roots of "to pass on": enough to tell a forward mark between dashes, where the words vary with every release. */
export const FORWARD_ROOTS =
  /terus|forw|fwd|weiterg|transf|transm|réexp|reexp|reenv|reencam|encam|inoltr|doorg|videre|vidareb|välit|edellee|przek|přep|prep[oi]s|tovább|ilet|yönlend|перен|пере(?:с|адр)|redirec|pros[lj]|posred|edast|persi[uų]|pārs|转|轉|転|전달|chuyển|προωθ|ส่งต่อ|העבר|توجيه/iu;

/** A line a phone or program adds under everything one writes. Each alternative matches a whole line. */
export const DEVICE_SIGNATURES: RegExp[] = [
  // Indonesian and Malay
  /^(?:di|ter)?kirim(?:kan)? (?:dari|melalui|lewat|dengan|menggunakan|via) .{2,60}$/i,
  /^dihantar (?:dari|daripada|melalui) .{2,60}$/i,
  /^(?:dapatkan|unduh) outlook (?:untuk|for) .{2,60}$/i,
  /^(?:pesan|surat|email|surel) ini (?:di)?kirim(?:kan)? (?:dari|melalui|dengan|menggunakan) .{2,60}$/i,
  /^saya mengirim(?:kan)? (?:pesan |email |surel )?ini (?:dari|melalui|dengan) .{2,60}$/i,
  // English
  /^(?:<<\s*)?\(?sent (?:from|via|with|by|using)(?: (?:a|an|my|the|your|iphone|mobile))?\b.{2,80}$/i,
  /^sent from [A-Z]\w+$/,
  /^(?:someone )?from (?:my )?(?:mobile|phone|iphone|ipad|android|cell)\b.{0,30}$/i,
  /^\w+ from mobile$/i,
  /^get \[?(?:outlook|bluemail|typeapp|spark|yahoo mail)\b.{0,100}$/i,
  /^(?:download|get) .{2,30} for (?:ios|android).{0,60}$/i,
  // German, Dutch, French, Spanish, Italian, Portuguese
  /^(?:gesendet|von|diese nachricht wurde) (?:von|mit|über|aus|meinem|meiner).{2,100}(?:gesendet\.?|handy|iphone|ipad|android|outlook.*|mail.*|app.*|gerät.*|smartphone.*|blackberry.*)$/i,
  /^gesendet (?:von|mit|über) .{2,60}$/i,
  /^von meinem .{2,40} gesendet\.?$/i,
  /^holen sie sich outlook .{2,60}$/i,
  /^(?:verzonden|verstuurd) (?:vanaf|met|via|vanuit) .{2,60}$/i,
  /^(?:envoyé|expédié) (?:depuis|de|à partir|avec|par) .{2,60}$/i,
  /^(?:télécharger|obtenez|obtenir) outlook .{2,60}$/i,
  /^envoyé de mon .{2,60}$/i,
  /^enviad[oa] (?:desde|con|do|de|a partir|pelo|através|via|usando) .{2,60}$/i,
  /^(?:obtener|obter|baixe|descargar) (?:o )?outlook .{2,60}$/i,
  /^inviato (?:da|dal|con|tramite) .{2,60}$/i,
  /^(?:scarica|ottieni) outlook .{2,60}$/i,
  // Nordic, Polish, Czech, Slovak, Hungarian, Finnish, Turkish, Romanian, Russian, Ukrainian
  /^(?:sendt|skickat|skickades|skickad) (?:fra|från|med|via) .{2,60}$/i,
  /^(?:hent|hämta|hanki|skaff(?:a)?) outlook .{2,60}$/i,
  /^lähetetty .{2,60}$/i,
  /^(?:wysłano|wysłane|wiadomość wysłana) (?:z|ze|za pomocą|przez) .{2,60}$/i,
  /^(?:odesláno|odoslané) (?:z|ze|zo|pomocou) .{2,60}$/i,
  /^(?:elküldve|küldve) .{2,60}$/i,
  /^.{2,40}(?:imden|ımdan|umdan|ümden|telefonumdan|cihazımdan|'tan|'den|'dan|'ten) gönderildi\.?$/i,
  /^(?:trimis|expediat) (?:de pe|din|cu) .{2,60}$/i,
  /^(?:отправлено|послано|надіслано) (?:с|из|со|з|із|через) .{2,60}$/i,
  /^(?:poslano|poslato) (?:s|sa|iz|preko) .{2,60}$/i,
  // Chinese, Japanese, Korean, Vietnamese
  /^(?:发自|從我的|发送自|寄自|傳送自).{2,40}$/,
  /^.{0,30}(?:から送信|より送信|傳送|发送)$/,
  /^(?:나의 |내 )?.{2,30}에서 보냄$/,
  /^(?:được )?gửi từ .{2,60}$/i,
];

/** Closing words after which two or more short lines are a signature. Indonesian is left out on purpose: there they are part of the letter. */
export const CLOSINGS =
  /^(?:(?:with )?(?:(?:kind|kindest|best|warm|warmest|many|sincere|personal) )*regards|best|cheers|sincerely(?: yours)?|yours (?:sincerely|faithfully|truly)|mit (?:freundlichen|besten|herzlichen|lieben) grüßen|(?:viele|liebe|beste|schöne|herzliche) grüße|freundliche grüße|(?:bien )?cordialement|bien à vous|saludos(?: cordiales)?|un saludo|atentamente|atenciosamente|cordiali saluti|distinti saluti|met vriendelijke groet(?:en)?|groeten|vriendelijke groet(?:en)?|med vänlig(?:a)? hälsning(?:ar)?|med venlig hilsen|med vennlig hilsen|pozdrawiam|z poważaniem|üdvözlettel|с уважением)[\s,.!]*$/iu;
