/**
 * The words and rules by which a letter is read for danger, Indonesian (with what Javanese and Sundanese lend to it) and English.
 * Data, for people who know how students write; tests/core/risk holds the letters that every change is judged by.
 *
 * A pattern is written in plain words (see plain-words.ts): `a|b` is a choice, `(…)?` may be left out, `{name}` stands for a group
 * below, and `_` for up to three words of the same sentence.
 */

/** What hides behind stars: "b*nuh d*ri". */
// biome-ignore format: a list of words
export const hiddenWords = [
  'bunuh', 'bundir', 'diri', 'mati', 'gantung', 'silet', 'nyawa', 'perkosa', 'diperkosa', 'dilecehkan', 'bunuhdiri',
  'suicide', 'suicidal', 'kill', 'die', 'dead', 'death', 'rape', 'raped', 'cutting', 'selfharm',
] as const;

export const wordGroups: Readonly<Record<string, string>> = {
  me: 'aku|saya|sy|gw|gue|gua|ak|aq|kulo|abdi|urang|ambo|i|im|me|my',
  want:
    'ingin|pengen|pingin|pengin|kepengen|kepingin|kepengin|pgn|pngn|pgen|pengenn|mau|mo|mw|pen|hayang|hoyong|pengene|nio|' +
    'berniat|niat|kepikiran|kepikir|terpikir|berpikir|berpikiran|mikir|memikirkan|terlintas|rindu|lebih baik|mending|mendingan|lebih milih|' +
    'arep|arek|rek|hendak|ngarep|berharap|want to|wants to|wanna|wish to|wanted to|thinking about|thinking of|thought about|thoughts of|thoughts about|rather|ready to|going to|gonna',
  die:
    'mati|meninggal|modar|matek|paeh|mampus|bunuh ?diri|bundir|membunuh diri|mengakhiri (hidup|hidupku|hidup saya|hidup ini|semuanya|semua ini|semua)|' +
    'akhiri (hidup|hidupku|hidup saya|hidup ini|semuanya|semua ini|semua|aja)|akhirin (hidup|semuanya|semua|aja)|ngakhirin (hidup|semuanya|semua)|mengakhirinya|' +
    'nyusul (almarhum|almarhumah|mama|ibu|ayah|bapak|nenek|kakek|kakak|mamah|papa|beliau|dia)|menyusul (almarhum|almarhumah|mama|ibu|ayah|bapak|nenek|kakek|kakak|mamah|papa|beliau|dia)|' +
    'tidur (dan|terus|lalu|trus|aja dan|selamanya|panjang)( (ga|gak|nggak|tidak|tak|ngga|g|gk))?( (bangun|bangun2|bangun bangun))?( lagi)?|' +
    'tidak ada lagi( di dunia( ini)?)?|ga ada lagi|gak ada lagi|nggak ada lagi|lenyap|' +
    'die|be dead|kill myself|kill me|end it all|end it|end my life|end everything|ending it|ending it all|ending my life|not exist|unalive( myself)?|commit suicide|suicide|kms|' +
    'fall asleep and not wake up|sleep and never wake up|not wake up|disappear forever|dying',
  vanish:
    'hilang|ngilang|menghilang|ilang|lenyap|musnah|pergi selamanya|pulang ke tuhan|dipanggil tuhan|dijemput tuhan|disappear|vanish|be gone',
  not: 'ga|gak|gk|g|nggak|enggak|ngga|engga|gada|tidak|tdk|tak|tiada|ndak|ora|ra|mboten|teu|henteu|indak|no|not|never|dont|didnt|doesnt|cant|cannot',
  dead: 'mati|meninggal|tiada|bunuh ?diri|bundir|modar|die|dead|death|suicide|suicidal',
  lethal:
    'tali|tambang|pisau|silet|cutter|kater|gunting|golok|parang|celurit|clurit|racun|racun tikus|baygon|obat|obatnya|obat obatan|obat2an|pil|pilnya|tablet|kapsul|obat tidur|paracetamol|' +
    'pembersih|porstex|bensin|minyak tanah|insulin|amitriptyline|panadol|bodrex|antimo|pills|pill|meds|medication|tablets|rope|knife|blade|razor|razors|gun|poison|bleach|💊|🔪',
  where:
    'di (dalam |bawah |atas |samping |balik )?(laci|kamar|tas|bantal|kasur|meja|lemari|kos|kosan|tangan|saku|jaket|kantong|kantongku|kontrakan|rumah|depan|depanku|sebelah|sebelahku|sampingku|jok|loker)( ?(ku|nya|saya|gw|gue|aku|belajar))?|' +
    '(lacik|kamark|task|bantalk|tangank)u|in my (drawer|bag|room|hand|hands|pocket|backpack|desk|locker|closet|car)|under my (pillow|bed|mattress)|in front of me|next to me|on my (desk|lap)|beside me',
  place:
    'jembatan|flyover|rel|rel kereta|rooftop|atap|gedung|tebing|balkon|lantai \\d+|lantai (dua|tiga|empat|lima|enam|tujuh|delapan|sembilan|sepuluh|atas|paling atas)|bridge|train tracks|railway|rooftop|roof|cliff|ledge',
  blade: 'pisau|peso|golok|parang|celurit|clurit|samurai|kapak|bedog|knife|machete|gun',
  have:
    'minjem|pinjem|pinjam|kupinjam|meminjam|lah bali|tuku|meuli|nyandak|nggowo|gowo|' +
    'sudah (ada|siap|punya|beli|kubeli|saya beli|aku beli|siapin|disiapkan|menyiapkan|menyimpan|nyimpen|di tangan)|udah (ada|siap|punya|beli|kubeli|gw beli|gue beli|siapin|disiapin|nyiapin|nyimpen)|dah (beli|siap|siapin|nyiapin|ada)|udh (ada|siap|beli|siapin|nyiapin|punya)|' +
    'beli|membeli|kubeli|siapin|menyiapkan|nyiapin|disiapin|kusiapkan|siapkan|simpan|simpen|nyimpen|menyimpan|kusimpan|nyimpan|kumpulin|ngumpulin|mengumpulkan|kukumpulkan|kumpulkan|punya|pegang|memegang|megang|' +
    'have|got|bought|buy|buying|saved|saved up|been saving|saving up|saving|collected|collecting|hiding|hid|kept|keep|ready with|stockpiled|took',
  soon:
    'mlm nanti|malam nanti|malem nanti|dini hari|subuh|sebelum subuh|hari (senin|selasa|rabu|kamis|jumat|sabtu|minggu)( ini| depan| habis| besok)?|(senin|selasa|rabu|kamis|jumat|sabtu|minggu) (ini|depan|besok|malam)|mbengi iki|sesok|ke esokan|isukan|peuting ieu|malam ini|nanti malam|ntar malam|ntar malem|nanti malem|malem ini|mlm ini|hari ini|besok|bsk|esok|sesuk|isuk|lusa|sekarang juga|sebentar lagi|bentar lagi|minggu depan|minggu ini|bulan depan|' +
    'jam (satu|dua|tiga|empat|lima|\\d+)|tanggal \\d+|tgl \\d+|abis ini|habis ini|setelah (ini|surat ini|ujian|uas|uts|wisuda|lebaran|email ini|ulang tahunku|acara)|sehabis|sesudah surat ini|akhir pekan|' +
    'tonight|tomorrow|tmrw|tmr|right now|today|this weekend|this week|next week|soon|after (this|exams|finals|graduation|i send this)|on (monday|tuesday|wednesday|thursday|friday|saturday|sunday)',
  kin:
    'ayah|ayahku|ayah saya|bapak|bapakku|bapak saya|bapakku|bapa|papa|papaku|papah|ayah tiri|ayah tiriku|bapak tiri|bapak tiriku|ibu|ibuku|ibu saya|ibu tiri|mama|mamaku|mamah|emak|ortu|ortuku|orang tua|orangtua|orang tuaku|orangtuaku|' +
    'om|omku|paman|pamanku|tante|tanteku|bibi|kakak|kakakku|kakak saya|abang|abangku|abang saya|mas|kakek|kakekku|kakak ipar|sepupu|sepupuku|pacar|pacarku|pacar saya|cowokku|cowo gw|cowok gw|cowok gue|cowokku|mantan|mantanku|suami|tunangan|' +
    'guru|gurunya|pak guru|guru les|pelatih|pelatihku|dosen|dosenku|dosen pembimbing|dospem|senior|seniorku|kating|kakak tingkat|kakel|kakak kelas|ustadz|pembina|satpam|sopir|majikan|bos|atasan|tetangga|teman sekelas|teman teman|temen temen|geng|' +
    'bokap|nyokap|bonyok|dad|father|mom|mum|mother|stepdad|stepfather|stepmom|stepmother|uncle|brother|cousin|boyfriend|girlfriend|ex|coach|teacher|lecturer|supervisor|professor|husband|neighbour|neighbor|he|she|they|dia|mereka|beliau',
  hit:
    'mukul|mukulin|mukuli|memukul|memukuli|pukul|pukuli|pukulin|menampar|nampar|tampar|nendang|menendang|nonjok|menonjok|njotos|jotos|gebukin|ngegebukin|gebuk|menggebuk|hajar|menghajar|ngehajar|banting|membanting|jambak|menjambak|ngejambak|cekik|mencekik|nyekik|' +
    'menyiksa|nyiksa|menganiaya|aniaya|sabet|nyabet|sundut|nyundut|menyundut|cambuk|mencambuk|siram|nyiram|menyiram|lempar|ngelempar|melempar|gaplok|ngegaplok|nabok|menabok|tabok|keplak|ngeplak|' +
    'hit|hits|hitting|beat|beats|beating|slap|slaps|slapped|punched|punches|punch|kick|kicked|kicks|choked|choke|chokes|strangled|burned|whipped|shoved|abuses|abused|abusing|abusive',
  beaten:
    'dipukul|dipukulin|dipukuli|ditampar|ditendang|ditonjok|dijotos|digebukin|digebuki|digebuk|dihajar|dibanting|dijambak|dicekik|disiksa|dianiaya|disabet|disundut|dicambuk|disiram|dilempar|dilempari|digaplok|ditabok|dikeplak|dikeroyok|dipalak|diludahi|' +
    'dikurung|dikunci di|disekap|dikunciin|digampar|digamparin|diinjak|diseret|kdrt|kekerasan dalam rumah|kekerasan fisik|kekerasan seksual|dirundung|dibully|dibuli|di bully|perundungan|digantungi|dikapeh|ditokak|digecek',
  touched:
    'diperkosa|perkosa|memperkosa|diperkaos|dilecehkan|dilecehin|melecehkan|pelecehan|pencabulan|dicabuli|cabul|digrepe|digrepein|grepe|diraba|diraba2|meraba|meraba raba|ngeraba|diremas|' +
    'raped|rape|molested|molest|molests|groped|gropes|sexually assaulted|sexual assault|sexually harassed|sexual harassment|sexually abused|assaulted',
} as const;

export type RiskKind =
  /** wishes to be dead or gone */
  | 'desire'
  /** is a burden; says good-bye */
  | 'farewell'
  | 'self_harm'
  /** somebody does them violence */
  | 'abuse'
  /** wishes to hurt somebody */
  | 'harm'
  /** tells how, or that all is ready */
  | 'plan'
  /** has at hand what it takes */
  | 'means'
  /** tells when */
  | 'time'
  /** has just tried */
  | 'attempt'
  /** somebody endangers them now */
  | 'danger';

export interface RiskRule {
  /** stable, for `explain --json`: kind and what it looks for */
  rule: string;
  kind: RiskKind;
  patterns: readonly string[];
}

export const riskRules: readonly RiskRule[] = [
  {
    rule: 'desire.die',
    kind: 'desire',
    patterns: [
      '(tidur|tidurku|sleep|sleeping) (selamanya|forever|for good)',
      '(ketabrak|tertabrak|ditabrak|hit by a (car|bus|truck|train)) _ (ya udah|yaudah|gapapa|malah|biarin|aja|fine|wouldnt mind|okay|enak|relieved)',
      '(berdoa|doa|berharap|semoga|minta|memohon|mohon) _ (mengambil|ambil|panggil|memanggil|cabut|mencabut|jemput) (saya|aku|nyawaku|nyawa|gw)',
      '(iri|envy|jealous) _ (yang )?(sudah |udah |udh )?(meninggal|mati|tiada|died|dead|dying)',
      '{not} (bangun|bangun bangun|bangun2|wake up) (jg|juga|lagi) _ (bersyukur|gapapa|ga apa|seneng|senang|lega|fine|grateful|enak|malah)',
      '(dunia|semua|hidup|mereka|keluarga|semuanya) _ (lanjut|jalan terus|baik baik saja|lebih baik|tenang|bahagia) _ tanpa {me}',
      '(what if|gimana kalau|gimana kalo|bagaimana kalau) _ (nggak belok|ga belok|gak belok|didnt turn|just let go|drove off|nggak ngerem|lepas setir|loncat|lompat|jumped)',
      '(pengen|ingin|mau|lebih baik|mending) (udahan|udah an|selesai|berhenti|stop|beres) (aja|saja|semua|semuanya|hidup)',
      '(hidup|hidupku|hidup gw) _ (sampe|sampai|cuma|hanya) _ (tgl|tanggal|umur|usia|ulang tahun|bulan)',
      '{want} _ {die}',
      '{want} {vanish}( (aja|saja|deh))?( dari (dunia|dunia ini|bumi|muka bumi|hidup ini|sini))',
      '{want} {vanish} (aja|saja|deh|selamanya|selama lamanya|rasanya)',
      'bunuh ?diri|bundir|bundirr|unalive|membunuh diriku|membunuh diri saya|bunuh diriku|ngebunuh diri',
      'kill myself|killing myself|kms|end my life|ending my life|take my own life|taking my own life|suicidal|suicide',
      'sewerslide|self delete',
      '(seandainya|andai|andaikan|kalau|kalo|coba|misal|gimana kalau|gimana kalo) (aja )?({me}) (mati|meninggal|ga ada|gak ada|nggak ada|tidak ada|tiada|udah ga ada|sudah tidak ada|hilang|ngilang|menghilang|pergi selamanya|bundir)',
      '(lebih baik|mending|mendingan|lbh baik|luwih becik|better|better off) (aku |saya |gw |gue |gua )?(mati|ga ada|gak ada|nggak ada|tidak ada|tidak pernah lahir|ga lahir|gak lahir|ga pernah lahir|nggak pernah lahir|dead|gone|not here|if i was gone|if i were gone|if i wasnt here|without me)',
      '{not} (mau|ingin|pengen|pingin|pgn|sanggup|kuat|pantas|layak|usah|perlu|pengin|hayang) (lagi )?(hidup|idup|urip|hirup|melanjutkan hidup|bangun lagi|ada di dunia|exist)( lagi)?',
      '(dont|do not|didnt|not) (really )?(want to|wanna|feel like) (live|be alive|be here|exist|wake up|go on|be in this world|keep living|living)( anymore)?',
      '(capek|cape|lelah|cpk|capai|kesel|muak|bosen|bosan|nyerah|menyerah|tired of|done with|sick of) (banget |bgt |sama |dengan |untuk |buat |pol )?(hidup|idup|urip|living|life|being alive)( ini)?',
      '({not} |sudah tidak |udah ga )?(ada |punya )?(alasan|gunanya|guna|artinya|arti|tujuan) (buat |untuk |lagi )?(lagi )?(hidup|idup|bertahan|bertahan hidup)',
      '(hidupku|hidup saya|hidup gw|hidup gue|hidup|idup) (ini )?(sudah |udah |udh |wis |memang )?(tidak|ga|gak|nggak|tak|gk|ora) (ada )?(gunanya|guna|artinya|arti|berarti|berguna|layak)',
      '(no|any) (reason|point|purpose) (to|in|for) (live|living|keep living|be alive|go on|going on|stay alive|being here)',
      '(wish|wished|hope|hoping) (that )?i (was|were|could be|had never been|wasnt|could just|could|would|just|didnt|never) _ (dead|born|gone|not wake up|disappear|never wake up|wake up|existed|exist|die|alive)',
      '(berharap|semoga|doa|berdoa|minta|mohon|ngarep|pengen|ingin|mudah mudahan|harap) _ ({not}) (bangun|bangun2|bangun bangun|terbangun|melek|membuka mata)( lagi)?',
      '(berharap|semoga|berdoa|minta|mohon|memohon|doa) _ (cepat mati|cepet mati|cepat meninggal|dicabut nyawa(ku|nya)?|mati aja|mati saja|diambil nyawa(ku|nya)?|dipanggil|dijemput|ketabrak|tertabrak|kecelakaan)',
      '(tidur|tidurku|sleep) _ ({not}) (bangun|pernah bangun|usah bangun|perlu bangun|bangun2|wake up|wake)( lagi)?',
      '(semua|semuanya|dunia|keluarga|mereka|ibu|orang|orang orang|everyone|people|they|the world|my family) _ (lebih baik|lebih bahagia|lebih tenang|lebih ringan|better|better off|happier|easier) (kalau|kalo|tanpa|jika|bila|if|without) ({me})',
      '(ga|gak|nggak|tidak|gk|ora|wis ora|wes ora|wis ra|wes ra|teu) (kuat|sanggup|kiyat|tahan) (lagi )?(hidup|idup|urip|hirup|jalani hidup|menjalani hidup|ngelanjutin hidup)',
      '(hayang|hoyong|pengen|pengin|kepengin) (paeh|modar|maot|mati)( (wae|ae|bae|we))?',
      'ending (it|it all|everything)|end it all|not be alive|stop existing|stop living|dont deserve to (live|be alive)',
      '(tidak|ga|gak|nggak) (pantas|layak) (hidup|untuk hidup|buat hidup)',
      '(mati|meninggal|modar) (aja|saja|ae|wae|bae) (deh|rasanya|kali|lah|kayaknya|ya|yuk)',
      '(rasanya|kayaknya|rasane) (mau|pengen|ingin|pengin|pgn|lebih enak|enakan|lebih baik) (mati|ngilang|menghilang|hilang|modar|bundir|meninggal)',
      '(mengakhiri|akhiri|akhirin|ngakhirin|menghabisi|habisi) (hidup|hidupku|hidup saya|hidup ini|nyawa|nyawaku|nyawa sendiri|diri sendiri|diriku|diri)',
      '(pikiran|pikiran2|bayangan|keinginan|dorongan|niat) (untuk |buat |tentang |soal )?(mati|bunuh ?diri|bundir|mengakhiri hidup|mengakhiri semuanya|menyakiti diri)',
    ],
  },
  {
    rule: 'farewell',
    kind: 'farewell',
    patterns: [
      '{me} ({not}) (guna|berguna|ada gunanya|ada guna|pantas)|produk gagal|anak gagal|sampah masyarakat|worthless',
      '(maaf|maafin|maafkan|nyuwun pangapunten|sorry) _ (selama ini|all this time) _ (nyusahin|ngerepotin|menyusahkan|merepotkan|beban|burden|trouble)',
      '(maaf|maafin|maafkan) _ (kalau|klo|kalo) _ selama ini _ (nyusahin|ngerepotin|menyusahkan|beban)',
      '(ga usah|gak usah|nggak usah|tidak usah|jangan|ora usah|dont) (ditangisi|nangis|menangis|nangisin|nangisi|sedih|cari|nyari|mencari|salahkan|nyalahin|menyalahkan|cry|look for|blame|be sad|merasa bersalah) ?(aku|saya|gw|gue|me|for me|diri|kalau|lagi|ya|yo)?',
      '(bukan|not) (salah|salahnya|your fault|anyones fault|kesalahan) ?(ibu|kakak|bapak|kalian|siapa siapa|siapapun|mama)?',
      '(kasih|titip|titipin|titipkan|kutitip|kutitipkan|bagi|bagiin|bagikan|kekno|labelin|wariskan|gave|given|giving|give) _ (kucing|kucingku|gitar|gitarku|guitar|laptop|laptopku|koleksi|barangku|barang barangku|semua barang|klambi|baju bajuku|bukuku|cat|dog|my things|my stuff|tabunganku|tabungan)',
      '(kucing|kucingku|gitarku|my guitar|laptop|koleksi|koleksiku|barangku|barang|barang barang|semua barang|klambi klambiku|baju bajuku|tabungan|motor) _ (kasih|kasihin|kukasih|titip|titipin|kutitip|kutitipkan|bagi|bagiin|kubagi|bagikan|kekno|labelin|pindahkan|wariskan|kuwariskan)',
      '(bilang|bilangin|sampaikan|tell|let) _ (aku|saya|gw|i|mereka|them|my|mom|mama|ibu) _ (kecelakaan|sayang mereka|sayang ibu|sayang mama|love them|loved them|loved her|an accident|minta maaf)',
      '(pamit|pamitan|say goodbye|said goodbye|saying goodbye) _ (semua|kabeh|simbah|everyone|selamanya|mereka|keluarga|ortu|ibu|mama|dunia|forever)',
      'farewell|farewell ish|nyuwun sepuro kabeh|dadah (semua|semuanya|kak|bu|dunia)|thank you for everything',
      '(makasih|terima kasih|thank you|thanks) _ (buat|untuk|for) (semuanya|segalanya|everything) selama ini',
      '(aku|saya|gw|gue) (cuma|hanya|cuman|jadi|merasa jadi|ini|cm) (jadi )?(beban|nyusahin|menyusahkan|ngerepotin|merepotkan)',
      '(jadi|sebagai|merasa) beban (buat|bagi|keluarga|semua|orang|ortu|mereka|saja|aja)',
      '(being|im|am|just|only|such|like) a burden|burden to (everyone|my family|them|you all)',
      '(jaga|titip|jagain|rawat) (ibu|mama|adik|adikku|ayah|bapak|kucing|kucingku|mamah|ibuku|mamaku) (ya|kalau|kalo|jika|baik baik|setelah) ({me}) ({not}|pergi|tiada|sudah|udah)',
      '(selamat tinggal|goodbye) (semua|semuanya|dunia|kalian|selamanya|world|everyone|forever|all)',
      '(ini|mungkin ini|this) (surat|email|pesan|tulisan|kali|is|might be|may be|is probably)( my| the)? (terakhir|terakhirku|last|terakhir kalinya|terakhir kali)( (dariku|dari saya|letter|message|email|thing|time|ku|saya|aku|gw))?',
      '(maaf|maafin|maafkan) (aku|saya|gw|gue) (untuk |buat |kalau |kalo )?(semuanya|terakhir kali|terakhir|selama ini|pergi|kalau pergi|udah pergi)',
      '(sorry|forgive me) for everything',
      '(when|once|after) im gone|when i am gone|kalau aku (sudah|udah) (tidak|ga|gak|nggak) ada',
      'setelah aku (pergi|tiada|ga ada|gak ada|tidak ada)',
    ],
  },
  {
    rule: 'self_harm',
    kind: 'self_harm',
    patterns: [
      '(tangan|tanganku|lengan|lenganku|paha|pahaku|pergelangan) _ (bekas|penuh bekas|luka luka|goresan|sayatan|barcode|scars)',
      '(darah|darahnya|bleeding|blood) _ (belum|blm|ga|gak|nggak|tidak|wont|not) _ (berhenti|brenti|berenti|stop)',
      '(nyilet|menyilet|nyayat|menyayat|sayat|ngiris|mengiris|iris|goresin|goresi|menggores|nggores|ngegores|melukai|nglukain|ngelukain|lukai|lukain|nyakitin|menyakiti|sakiti|nyakiti|cutting|nyubitin|mukulin|memukuli|benturin|membenturkan|ngejedotin|jedotin|nyundut) (tangan|tanganku|tangan saya|tangan gw|lengan|lenganku|paha|pahaku|kulit|kulitku|diri|diriku|diri sendiri|diri saya|badan|badanku|pergelangan|nadi|kepala|kepalaku|kepala sendiri|badan sendiri|tubuh|tubuhku|tubuh sendiri)( (sendiri|sy|saya|aku|gw))?',
      '(self harm|selfharm|self harming|self harmed|selfharming|selfharmed|self injury|self harm again)',
      '(cut|cutting|cuts|hurt|hurting|burn|burning|scratch|scratching|harm|harming|hit|hitting|punish|punishing) (myself|my arms|my arm|my wrist|my wrists|my thighs|my thigh|my legs|my skin)',
      '(sayatan|luka sayat|luka silet|bekas silet|bekas sayatan|bekas luka|goresan|luka goresan|luka bakar) _ (tangan|tanganku|lengan|lenganku|paha|pahaku|pergelangan|kulit)',
      '(barcode|barkod|barcodean) (lagi|di|tangan|tanganku|lengan)|di barcode|ngebarcode',
      '(pakai|pake|dengan|pk|nganggo|ku) (silet|cutter|kater|penggaris|pecahan kaca|jarum|pisau) _ (tangan|tanganku|lengan|lenganku|paha|pahaku|kulit|kulitku|diri|nadi)',
      '(tangan|tanganku|lengan|lenganku|paha|pahaku|nadi|nadiku) _ (silet|disilet|kusilet|disayat|kusayat|diiris|kuiris|cutter|digores|kugores)',
      '(menyakiti|melukai|nyakitin|ngelukain|nyilet|sakiti|lukai|lukain|sakitin) (diri|diriku|diri sendiri|diri saya)( sendiri)?',
      '(clean|relapse|relapsed|relaps) _ (sh|self harm|selfharm|cutting|silet|cut)|sh lagi|masih sh|cutting lagi',
      'mulai cutting|suka cutting|sering cutting|kebiasaan cutting|kecanduan cutting',
    ],
  },
  {
    rule: 'abuse.violence',
    kind: 'abuse',
    patterns: [
      '{beaten}',
      '({hit})(nya|ku|in|i|kan|an)? _ (sama|oleh|ayah|bapak|bokap|nyokap|pacar|karena|gara gara|pakai|pake|because)',
      '{kin} _ (mencekik|cekik|pukul|tampar|memukul|hajar|banting|jambak|menampar|menendang)(nya|ku|i|in|kan)?',
      '{kin} _ (pisau|pisau lagi|golok|parang) _ (ribut|marah|ngamuk|berantem|ngancem|mengancam|mabuk)',
      '(bawa|bawa2|bawa bawa|ngambil|ngacungin|acungin|pakai) (pisau|golok|parang) _ (ribut|marah|ngamuk|berantem|mabuk|ke arah)',
      '(mengancam|ngancem|ngancam|ancam|diancam|threatens|threatened|threatening) _ (mengirim|mengirimkan|mengirimkannya|ngirim|kirim|kirimin|lapor|bongkar|tell everyone|expose|report)',
      '(dilarang|melarang|larang|melarangnya|gak bolehin|ga bolehin|nggak bolehin|doesnt let|wont let) _ (keluar|berteman|pulang|ketemu|leave|go out|see) _ (kontrakan|kontrakannya|rumah|kos|siapa|siapapun|the house|anyone|keluarga)',
      '(tulang|rusuk|jari|gigi|hidung|tangan|bibir|mata|pipi) _ (retak|patah|bengkak|lebam|memar|berdarah|biru) _ (ayah|bapak|bokap|dia|pacar|dipukul|dihajar|marah)',
      '(bapak|ayah|bokap|papa|ibu|mama|dad|dia|he) _ (marah|mabuk|ngamuk|drunk|angry) _ (yang kena|kena|sasarannya|pelampiasan)',
      '{kin} _ ({hit}) _ ({me}|aku|ku|saya|ibu|ibuku|mama|adik|adikku|mamah|us|her|him|mom|kami|kita|pakai|pake|sampai|sampe|pas|kalau|kalo|tiap|setiap|when|every|dengan)',
      '({me}) (sering |selalu |suka |udah |sudah |juga |kerap |masih |pernah |habis |abis |baru |tadi |dulu |kadang |terus |selama ini )*({beaten})',
      '{beaten} (sama|oleh|ama|ku|sm|terus|lagi|tiap|setiap|pakai|pake|di|sampai|sampe|hampir|mereka|ayah|bapak|pacar|kalau|kalo)',
      '(gets|get|got|gotten|been|being|was|were) (hit|beaten|beaten up|slapped|kicked|punched|choked|abused|strangled|bullied|whipped|locked)',
      '(hits|beats|beat|slaps|slapped|kicks|punches|punched|chokes|choked|abuses|hurts) (me|my mom|my mother|my brother|my sister|us|her|him)',
      '(memar|lebam|biru biru|bruises|bruised) _ (ayah|bapak|ibu|mama|papa|pacar|pacarku|dia|dipukul|dad|boyfriend|from|because)',
      '(mengancam|ngancem|ngancam|ancam|diancam|threatens|threatened|threatening|threaten) _ (bunuh|membunuh|dibunuh|sebar|sebarin|nyebar|nyebarin|menyebarkan|disebar|disebarin|menyebar|foto|video|vidio|pisau|kill|post|send|leak|share|spread|photos|pictures|nudes|hurt|memukul|mukul|usir|nilai)',
      '(sebar|sebarin|nyebarin|menyebarkan|disebar|disebarin|post|leak|share|spread|viralin|memviralkan) _ (foto|video|vidio|vcs|photos|pictures|nudes|aib|screenshot|chat) _ (aku|saya|gw|pribadi|telanjang|bugil|ku|me|my|kami|intim|pap)?',
      '(foto|video|vidio|photos|pictures|nudes) _ (telanjang|bugil|vulgar|pribadi|seksi|intim|private|naked) _ (disebar|sebar|disebarin|ancam|diancam|dikirim|threaten|threatened|share|leak)',
      '(dipaksa|maksa|memaksa|maksain|paksa|forced|forces|forcing|force|made) _ (berhubungan|hubungan badan|tidur sama|tidur bareng|melayani|buka baju|telanjang|vcs|kirim foto|pap|nikah|menikah|seks|ngeseks|aborsi|menggugurkan|sex|sleep with|send pictures|send photos|nudes|undress|kiss|touch|do things|things)',
      'main tangan|ringan tangan|kdrt|(kekerasan) (dalam rumah tangga|fisik|seksual|verbal|di rumah)|domestic violence',
      '(takut|scared|afraid|terrified) (pulang|pulang ke rumah|di rumah|to go home|going home|of going home|of my dad|of my father|of my boyfriend)',
      '(dikurung|disekap|dikunciin|dikunci|locked) (di|in|dari luar|sama|me in|di dalam|di kamar)',
      '(dirundung|dibully|dibuli|bullied|perundungan|dipalak|dikeroyok|diludahi|ditelanjangi)',
    ],
  },
  {
    rule: 'abuse.sexual',
    kind: 'abuse',
    patterns: [
      '(malam|malem|tidur|mandi|shower|night|sleep) _ (dia|om|paman|kakak|ayah|he|stepfather|stepdad|bapak) _ (masuk|buka|comes|came|enters|walks|ngintip|mengintip) _ (kamar|kamar mandi|room|bathroom|shower|pintu)',
      '(comes|came|walks|walked|masuk|ngintip|mengintip|intip|diintip) (into|in|ke|on)? ?(the |my )?(bathroom|shower|kamar mandi|kamarku|kamar saya|saat mandi|pas mandi) _ (shower|mandi|when|while|pas|saat|malam|tidur|ngecek)?',
      '(pake|pakai|pk) (baju|bh|daleman|celana) apa|what (are you|am i|are u|was i) wearing|wearing right now',
      '(rasanya|merasa|ngerasa|feel|felt) (aku |gw |saya )?(kotor|jijik|dirty|disgusting)',
      '(dinodai|digauli|disetubuhi|ditiduri|hamil karena|dipaksa hubungan|disuruh buka|disuruh megang|disuruh pegang|colek|dicolek|nyolek|dipeluk peluk|dicium paksa|video call sex|catcall)',
      '{touched}',
      '(pegang|megang|memegang|nyentuh|menyentuh|sentuh|elus|ngelus|mengelus|cium|nyium|mencium|peluk|meluk|memeluk|touch|touches|touched|touching|kissed|kisses) _ (paha|pahaku|dada|dadaku|payudara|bagian pribadi|kemaluan|alat kelamin|bokong|pantat|tubuhku|badanku|bagian intim|private parts|my thigh|my chest|my body|inappropriately|paksa|me there|where)',
      '(dipegang|disentuh|dielus|dicium|dipeluk) (sama|oleh|paksa|di|bagian|paha|dada|ama)',
      '(masuk|masuk2|masuk ke|comes into|came into|enters|sneaks into) (ke )?(kamar|kamarku|kamar saya|my room|my bed) _ (malam|tidur|malem|night|sleep|sleeping|asleep|pegang|raba|touch)',
      '(dia|ia|om|paman|ayah tiri|guru|dosen|pelatih|kakak|he|teacher|lecturer|coach|uncle|senior) _ (jangan cerita|jangan bilang|jangan kasih tau|dont tell|not to tell|our secret|rahasia kita)',
      '(ngajak|mengajak|diajak|nyuruh|menyuruh|disuruh|minta|meminta|dimintain|diminta|asked|asks|asking|wants) (aku |saya |gw |me |ku )?(ke hotel|nginep berdua|tidur bareng|tidur sama|foto telanjang|foto seksi|foto tanpa baju|pap tt|pap|vcs|kirim foto tanpa|kirim foto telanjang|for nudes|for naked|to sleep with|buka baju|to his hotel|to come to his room)',
    ],
  },
  {
    rule: 'harm',
    kind: 'harm',
    patterns: [
      '{want} _ (mukul|nonjok|hajar|ngehajar|gebukin|mukulin|pukulin|hancurin|matiin|bales|balas|dorong) _ (dia|mereka|sampe|sampai|mati|gerak|berdarah|her|him|them|semua)',
      '(biar|supaya|so) _ (tau|tahu|ngerasain|rasain|merasakan|know|feel) (rasanya|gimana|how it|what it)',
      '(picture|imagine|imagining|picturing|bayangin|ngebayangin|membayangkan|kebayang) _ (pushing|stabbing|hitting|killing|choking|nusuk|menusuk|bunuh|membunuh|mukul|memukul|dorong|mendorong|cekik|mencekik|nabrak)',
      '(hafal|tau|tahu|mengetahui|know|knows) _ (jam pulang|rumah|kos|kosan|pulang|jalan|where|rute|alamat) _ (dia|mereka|nya|beliau|si|he|she|they|him|her|lives|live|sendirian|bertiga)',
      '(nunggu|tunggu|tinggal nunggu|menunggu|waiting for) (dia|mereka|him|her|them|beliau) _ (balik|pulang|lewat|keluar|come|back|home|sendirian)',
      '{want} _ (bunuh|membunuh|ngebunuh|habisi|habisin|ngabisin|menghabisi|nusuk|menusuk|tusuk|nikam|menikam|racunin|meracuni|bakar|membakar|bacok|membacok|ngebacok|mateni|maehan|cekik|mencekik|kill|stab|hurt|poison|shoot|strangle|burn) (dia|mereka|ayah|ayahku|bapak|bapakku|ibu|bapak tiri|ayah tiri|semua|orang|orang itu|guru|dosen|kakak|kakakku|mantan|mantanku|pacar|teman|temanku|temen|semuanya|si|anak itu|anak anak itu|cowok|cewek|him|her|them|everyone|my dad|my stepdad|my father|my boss|my teacher|somebody|someone|that|those|the|orang orang|senior|majikan|adik|adikku|nya)',
      '(bunuh|habisi|kill|stab|hurt) (him|her|them|mereka|dia) (aja|saja|semua|satu|someday|one day|all|if)',
      '(kubunuh|kuhabisi|tak bunuh|takpateni|tak pateni)',
      '(balas dendam|bales dendam|revenge|get back at) _ (pisau|bunuh|darah|mati|knife|kill|blood|dead|pay)',
      '(takut|afraid|scared) _ (aku |saya |i )?(bakal |akan |might |will |could |bisa )?(nyakitin|menyakiti|membunuh|bunuh|nyelakain|melukai|hurt|kill) (orang|dia|mereka|adik|adikku|ibu|bayi|anakku|someone|him|her|them|people|my baby)',
    ],
  },
  {
    rule: 'plan.ready',
    kind: 'plan',
    patterns: [
      '(surat|surat surat|note|notes|letter|letters|pesan|catatan|video) (untuk|buat|for|ke|kanggo) (ayah|mama|ibu|bapak|ortu|orang tua|my parents|parents|semua|mom|my mom|dad|polisi|keluarga|my family|adik|kakak) _ (laci|meja|laptop|bantal|drawer|desk|pillow|tulis|nulis|on my|taruh|letakkan|simpan|saya letakkan|siap|kamar)',
      '(nulis|menulis|tulis|wrote|writing|nyiapin|menyiapkan) (\\d+|dua|tiga|empat|lima|enam|beberapa|three|four|two|several|some) (surat|letters|notes)( (untuk|buat|for))?',
      '(satu|one) (buat|untuk|for) (mama|ibu|ayah|mom|bapak|adik|kakak) _ (satu|one) (buat|untuk|for)',
      '(duduk|berdiri|nunggu|menunggu|udah|udh|sudah|lagi|naik|sitting|standing|im|already) _ (di |on |at |ke )?(pinggir |tepi |atas |edge of |the )?({place})',
      '({place}) _ (sepi|subuh|survey|survei|tgl|tanggal|malam ini|besok|nanti malam|tinggi|cukup tinggi|tonight|tomorrow|high enough)',
      '(survey|survei|nyari|cari|milih|liat|lihat|cek|scouted|checked) _ ({place})',
      '(cuma|hanya|sampe|sampai|until|only until|janji) _ (tgl|tanggal|ulang tahun|ulang tahunku|my birthday|umur|wisuda|lebaran|akhir bulan) _ (doang|aja|saja|ini|ku|yang ke|terus|abis itu|then)',
      '(the date is set|date is set|tanggalnya sudah|tanggalnya udah|harinya sudah|i chose (monday|tuesday|wednesday|thursday|friday|saturday|sunday)|i picked (a|the) (day|date))',
      '(next time|lain kali|berikutnya) _ (i will|aku akan|gw bakal|aku bakal) _ (when|pas|waktu|do it)',
      '(tinggal|just) (nunggu|menunggu|tunggu|waiting) (roommate|mereka|semua|semuanya|orang|rumah|ortu|kos|teman) _ (pulang|pulkam|tidur|pergi|mudik|sepi|berangkat|sleep|leave)',
      '(sudah|udah|udh|dah|wis|wes|already|have|ive|i) (nulis|menulis|tulis|bikin|buat|kutulis|siapin|menyiapkan|nyiapin|written|wrote|finished) _ (surat perpisahan|surat terakhir|surat wasiat|wasiat|surat pamit|pesan terakhir|goodbye letter|goodbye note|suicide note|goodbye letters|goodbye notes|note|notes|last letter|letters for)',
      '(surat perpisahan|surat wasiat|suicide note|goodbye letter|goodbye note|goodbye letters|surat pamit)',
      '(sudah|udah|udh|dah|already|ive|have|i have|i) (bagi|bagiin|bagikan|membagikan|kasih|kasihin|kasihkan|memberikan|kuberikan|titipin|titip|menitipkan|nitipin|given|gave|giving|give) (away )?_ (barang|barang barang|barangku|bukuku|kucing|kucingku|koleksi|tabungan|laptop|gitar|gitarku|baju|stuff|things|things away|cat|dog|belongings|everything|away)',
      '(sudah|udah|udh|dah|wis|wes|mulai|already) (rencana|rencanain|merencanakan|ngerencanain|nyusun rencana|punya rencana|kurencanakan|milih|memilih|pilih|nentuin|menentukan|tentukan|survei|survey|nyari|mencari|cari|planned|picked|chosen|decided) (cara|caranya|tempat|tempatnya|tanggal|tanggalnya|hari|harinya|jembatan|gedung|waktu|waktunya|how|when|where|a day|a date|the day|the date|the place)',
      '(have|got|made|making|had) (a|my|the) plan|i know (how|when|where) (i|im|ill|to)|my plan is',
      'rencananya (aku|saya|gw|malam|besok|pakai|pake|nanti|hari)',
      '(punya|bikin|bikin2|nyusun) rencana (buat|untuk) {dead}',
      '(loncat|lompat|meloncat|melompat|terjun|nerjun|njegur|jump|jumping) (aja |saja )?(dari|ke|in front|off|from|into) _ (jembatan|lantai|gedung|rooftop|atap|balkon|kereta|rel|sungai|apartemen|kos|kosan|sumur|bridge|building|roof|balcony|train|floor|window|tebing|flyover)',
      '(nabrakin|menabrakkan|tabrakin|menjatuhkan) (diri|motor|mobil|diriku)',
      '(tiduran|berbaring|berdiri|baring|stand|lie|lying|standing) di (rel|rel kereta)',
      '(gantung|menggantung|nggantung) diri(ku)?|hang myself|hanging myself|shoot myself|drown myself',
      'menenggelamkan diri',
      '(minum|nenggak|menenggak|nelen|menelan|telan|neguk|meneguk) (semua|semuanya|sekaligus|banyak|sebotol|racun|baygon|pembersih|porstex|sianida|bleach)',
      '(take|taking|swallow|swallowing|down) (all|the whole|a bunch|every|them all|it all|the rest) _ (pills|tablets|meds|bottle|medication|of them|once)',
      'overdose|overdosis|over dosis|(od) (aja|obat|pills|tonight|malam)',
    ],
  },
  {
    rule: 'means.at_hand',
    kind: 'means',
    patterns: [
      '{lethal} _ {have}',
      '{lethal}(nya|ku)? _ {where}',
      '{where} _ (ada|masih|sudah|udah|is|are|theres) _ {lethal}',
      '{have} _ {blade}',
      '({have}) _ ({lethal})',
      '({lethal})(nya|ku)? _ (sudah|udah|udh|dah|is|are|ada|kusimpan|kusiapkan|disimpan|ready|ku simpan|wis|wes) _ (siap|di kamar|di laci|di tas|di tangan|di bawah bantal|di meja|di lemari|ada|kubeli|kusiapkan|ready|in my|under my|next to|here|di depan|di depanku|di sini|disini|di sampingku|terkumpul|banyak|di kos)',
      '({lethal}) _ (di laci|di kamar|di kamarku|di bawah bantal|di bawah kasur|di tas|di tasku|di tangan|di tanganku|di lemari|di depanku|di depan|in my drawer|in my bag|in my room|under my pillow|under my bed|in front of me|next to me|on my desk|in my hand|di sampingku|di sebelahku|di meja)',
      '(ngumpulin|kumpulin|mengumpulkan|kukumpulkan|nyimpen|nimbun|menimbun|saving up|been saving|saved|collecting|hoarding|stocked) _ (obat|pil|obat tidur|tablet|pills|meds|tablets|sleeping pills)',
      '(di|at|on|sudah di|lagi di|berdiri di|duduk di|standing on|sitting on|im on|im at) (the )?(pinggir |tepi |atas |edge of )?(jembatan|rooftop|atap|lantai paling atas|rel|rel kereta|tebing|balkon|bridge|roof|ledge|edge|balcony|lantai \\d+)',
    ],
  },
  {
    rule: 'time.soon',
    kind: 'time',
    patterns: ['{soon}'],
  },
  {
    rule: 'attempt.recent',
    kind: 'attempt',
    patterns: [
      '(td|tdi|td malem|td malam|td mlm|smlm|semlm|kmrn|kmren|tuesday night|monday night|wednesday night|thursday night|friday night|saturday night|sunday night|tadi sore|wingi sore|tadi siang) _ (minum|nenggak|nelen|telan|took|swallowed|ngombe|menelan) _ (obat|pil|racun|baygon|butir|strip|pills|tablets|meds|medication|banyak|ubat)',
      '(took|swallowed|minum|nenggak|menenggak|menelan|nelen|ngombe|telan) _ (a lot of|lots of|too many|too much|all of|all my|all the|banyak|banyak banyak|semua|sebotol|satu strip|dua strip|sekaligus|\\d+|belasan|puluhan) _ (pills|tablets|meds|medication|obat|ubat|pil|butir|paracetamol)',
      '(minum|nenggak|menenggak|menelan|nelen|ngombe|telan) (obat|ubat|pil|obatnya|obat tidur) _ (banyak|banyak banyak|satu strip|dua strip|strip|sebotol|semua|sekaligus|abis|habis|butir)',
      '(tadi|semalam|semalem|kemarin|kmrn|barusan|baru saja|baru aja|tadi malam|tadi malem|tadi pagi|minggu lalu|dua hari lalu|wingi|mau bengi|kamari|last night|yesterday|just now|just|this morning|earlier|last week) _ (minum|nenggak|nelen|menelan|telan|took|swallowed|minumin|ngombe|tak ombe|kuminum) _ (obat|pil|racun|baygon|obat tidur|pills|tablets|meds|butir|bleach|semua|banyak|bottle|biji|paracetamol|strip)',
      '(minum|nenggak|nelen|menelan|kuminum|took|swallowed) _ (\\d+|sepuluh|dua puluh|belasan|puluhan|banyak|semua|satu strip|sebotol|a lot of|so many|all|all the|handful|twenty|thirty|too many|bunch of) _ (obat|pil|butir|tablet|pills|tablets|meds|biji|strip|obat tidur|paracetamol) _ (tadi|semalam|semalem|kemarin|tapi|muntah|masih|last night|yesterday|but|woke|threw|vomited|and|sekaligus|terus|lalu)',
      '(coba|mencoba|nyoba|nyobain|cobain|nekat|berusaha|percobaan|tried|try|attempted|almost|hampir|nyaris|meh) (untuk |buat |to |aja )?(bunuh ?diri|bundir|gantung diri|kill myself|end it|end my life|hang myself|suicide|mengakhiri hidup|akhiri hidup|overdose|lompat|loncat|jump)',
      '(suicide attempt|percobaan bunuh diri)',
      '(sudah|udah|udh|already) (naik|ada|berdiri|di|sampai|sampe) _ (jembatan|rooftop|atap|pagar|kursi|balkon|rel) _ (turun|pulang|balik|mundur|tadi|semalam|semalem|tapi|but)',
    ],
  },
  {
    rule: 'danger.now',
    kind: 'danger',
    patterns: [
      '(di luar|luar kamar|luar rumah|depan pintu|outside|at the door|depan kamar) _ (bawa|nyandak|pegang|megang|with|holding|has|mawa) _ {blade}',
      '(bakal|akan|mau|bisa|will|gonna|could) (dihabisi|dibunuh|dibacok|ditusuk|be killed|get killed|kill me|kill us)',
      '(dikunci|terkunci|locked|dikurung|disekap) (dari luar|di dalam|in|di kamar|di kontrakan) _ (dia|he|pulang|teriak|hp|bantu|tolong|help)',
      '(tolong|help) _ (dia|he|ayah|bapak) _ (di luar|outside|datang|coming|pintu|door)',
      '(pintu|door) _ (didobrak|dobrak|digedor|gedor|kick|break|breaking|banging)',
      '(dia|ayah|bapak|bokap|pacar|pacarku|ayah tiri|bapak tiri|mantan|suami|he|dad|my dad|my ex|stepdad|abang|om|kakak) _ (di luar|di depan|outside|gedor|gedor gedor|ngegedor|menggedor|banging|dobrak|mendobrak|nyari|mencari|downstairs|nunggu|menunggu) _ (pintu|kamar|kos|kosan|rumah|pisau|golok|parang|door|knife|room|house|bawa|my)',
      '(bawa|membawa|pegang|megang|ngambil|mengambil|ambil|ngacungin|acungkan|menodongkan|nodong|carrying|holding|has|with|got|ngasah|mengasah) (pisau|golok|parang|celurit|clurit|senjata|a knife|the knife|a gun|a machete|kapak|knife|samurai) _ (kamar|luar|sekarang|pintu|ke arah|nyari|depan|now|outside|door|mau|ibu|aku|me|mom|saya)',
      '(sembunyi|ngumpet|bersembunyi|hiding|lari|kabur|terkunci|dikunci|mengunci diri|locked myself|locked in) (di|in|dari|di dalam|inside|the) _ (kamar mandi|kamar|lemari|wc|toilet|bathroom|closet|room|gudang|rumah tetangga) _ (sekarang|ayah|bapak|dia|karena|now|because|he|dad|takut|sambil|nulis|writing|while|pacar|ngamuk)',
      '(sekarang|malam ini|tonight|right now|now|nanti|besok|bentar lagi|kalau pulang|kalo pulang) _ (dia|ayah|bapak|pacar|he|dad|mereka|they|om) (bakal|akan|mau|will|is going to|going to|is gonna|mo|pasti) (bunuh|membunuh|pukul|mukul|memukul|datang|dateng|kill|hurt|beat|habisi|habisin|perkosa|come|jemput|hajar|ngehajar) (aku|saya|me|us|ibu|kami|gw|mama|kita|bawa)?',
      '(akan|mau|bakal|will|going to|gonna) (dibunuh|dibacok|ditusuk|dihabisi|diperkosa) (malam ini|besok|nanti|sekarang|tonight|tomorrow|kalau)',
      '(masih|still) (di sini|here|di rumah|di kamar|di kos) _ (dia|he|pelaku|ayah|bapak) _ (takut|scared|bunuh|kill|pukul)',
    ],
  },
];

/** What takes a sentence back when it stands right before: "tidak pernah berpikir untuk …". */
export const negations =
  '{not}|bukan|belum|jangan|tanpa|gaada|tidak ada|ga ada|gak ada|nggak ada|tidak pernah|ga pernah|gak pernah|nggak pernah|belum pernah|jauh dari|isnt|wasnt|arent|havent|have no|had no|without|wont|would never|will never|havent ever';
/** What may stand between. */
export const betweenNegationAndDesire =
  'or|atau|ataupun|maupun|dying|pernah|ada|niat|berniat|sampai|sampe|akan|ingin|mau|lagi|pun|sedikit|terpikir|berpikir|kepikiran|kepikir|mikir|pikiran|keinginan|untuk|buat|ke|arah|sama|sekali|kok|itu|gitu|kayak|yang|ever|thought|thinking|about|of|any|plan|plans|planning|feeling|to|am|really|at|all|im|intention|intending|want|wanna|going|mean|means|maksud|bermaksud|merasa|ini|ku|aneh|aneh2|berencana|actually';

/** A story, a song, homework: whoever speaks there is not the one who writes. */
export const fictionWords =
  'film|filmnya|series|serial|sinetron|drakor|drama|anime|komik|manga|webtoon|novel|novelnya|buku|bukunya|cerpen|puisi|lagu|lagunya|lirik|liriknya|tokoh|tokohnya|karakter|karakternya|tugas|makalah|esai|essay|skripsi|skripsiku|tesis|penelitian|artikel|berita|beritanya|koran|seminar|webinar|penyuluhan|sosialisasi|podcast|game|gim|ranked|mlbb|valorant|teater|naskah|movie|song|lyrics|lyric|poem|character|thesis|assignment|homework|news|documentary|dokumenter|report|paper|research|play|formulir|form|skrining|screening|questionnaire|pertanyaan|materi|kuliah umum|pentas|konten|sejarah|pahlawan|quiz|kuis|debat|lomba|meme|presentasi|kampanye|campaign|survey|kuesioner|judul|topik|topic|episode|chapter|bab';

/** Somebody else than the writer. */
export const otherPeople =
  'teman|temanku|teman saya|temen|temenku|temen gw|temen gue|sahabat|sahabatku|sahabat saya|bestie|adik|adikku|adek|adekku|adik saya|kakak|kakakku|kakak saya|sepupu|sepupuku|pacar|pacarku|roommate|teman sekamar|dia|ia|tetangga|friend|friends|sister|brother|cousin|roommate|girlfriend|boyfriend|she|he|her|his|konco|koncoku|babaturan|kanca|kating|seseorang|orang';
export const writer = 'aku|saya|sy|gw|gue|gua|ak|aq|kulo|abdi|urang|ambo|i|im|ive|ku|me|my|myself';

/** Long over, and well now. */
export const longAgo =
  'dulu|dahulu|waktu smp|waktu sd|waktu sma|zaman smp|jaman smp|tahun lalu|tahun yang lalu|bertahun|beberapa tahun|years ago|used to|back then|last year|in high school|in middle school|once';
export const wellNow =
  '(saya|aku|kini|im|i am) (sudah |udah |now )?(sehat|bahagia|healthy|happy|grateful|bersyukur)|look forward to|looking forward to|sekarang (sudah|udah|udh|saya|aku|alhamdulillah|alhamdulilah|jauh) (baik|lebih baik|membaik|pulih|sembuh|sehat|bahagia|tenang|lega|tidak|ga|gak|nggak|bersyukur|kuat|stabil)|(sudah|udah|udh) (pulih|sembuh|lama berlalu|jauh lebih baik|lebih baik|baik baik|baik baik saja|tidak lagi|nggak lagi|ga lagi|gak lagi|membaik|selesai terapi)|(better|okay|fine|good|well|happy|grateful|healed|recovered) now|(now|today) (i|im|i am) (am )?(much |so |doing |feeling )*(better|well|okay|fine|good|happy|grateful|recovered)|doing (well|better|much better|great)|havent felt that way';

/** Medicine as it is meant to be taken. */
export const medicine =
  'dokter|resep|demam|flu|batuk|pilek|maag|alergi|antibiotik|vitamin|apotek|apoteker|puskesmas|infeksi|doctor|fever|cough|cold|prescribed|prescription|pharmacy|antibiotics|pharmacist|perawat|nurse';

/** What dies without anybody being hurt: "HP mau mati". */
export const thingsThatDie =
  'hp|hpku|hape|baterai|batre|batrei|laptop|laptopku|lampu|listrik|motor|mobil|mesin|wifi|internet|tanaman|bunga|pohon|ikan|hamster|kucing|ac|kipas|phone|battery|plant|plants|server|sinyal|api|lilin';
