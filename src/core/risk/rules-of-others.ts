/** Danger from others and danger to others. Patterns: see patterns.ts; lists of words: words-of-*.ts. */
import type { RiskRule } from './risk-kinds.ts';

export const rulesOfOthers: readonly RiskRule[] = [
  {
    rule: 'abuse.violence',
    kind: 'abuse',
    patterns: [
      '{person} ~~ {strike}',
      '{strike} {us}',
      '{struck}',
      `{person} ~~ {hit} ~ {us}|{kin}|istri|anak|his_wife|kepala|tangan|rambut|muka|pipi|perut|badan|punggung|
        her|kami|teman`,
      '{maybeStruck} ~ {person}|pakai|sampai|di|with|by',
      '{person} ~ {hit} me|aku|us|kami|my|her|him',
      `aku|kami|i|me|adik|ibu|sering|selalu|tiap|pernah|habis|sampai|teman|suka|dia|mau|bakal|rutin|kakak ~ dipukul|
        dipukulin|dipukuli|ditendang|ditendangin|dihajar|disiksa|dicambuk|diinjak|diseret|dibanting|dibully|dibuli|
        dirundung|di_bully|dianiaya|ditusuk|dikurung|diludahi|disekap|dilempar|dilempari|dipalak|dikeroyok|beaten|
        bullied|dijedotin|disabet|ditampar|disakiti|disakitin|digigit|disiram|digencet|didorong|ditodong|dipecut|
        dirotan|ditempeleng`,
      `dikunci|dikurung|dikunciin|disekap|locked|locks|ngunci|mengunci ~ di_kamar|di_gudang|di_toilet|di_kamar_mandi|
        di_rumah|aku|me|dari_luar|in_my_room|outside|di_luar|in_the|di_wc|kami`,
      `diancam|diancem|ancam|ngancam|mengancam|threatened|threatens|threatening|ngancem|diteror|neror ~~ aku|me|
        dibunuh|pukul|dipukul|sama|kakak_kelas|pacar|mantan|senior|teman|bunuh|kill|kami|us|oleh|hurt|dikeluarin|uang`,
      `{person} ~ marah|ngamuk|mabok|mabuk|drunk|angry|rage ~~ lempar|ngelempar|banting|mukul|pisau|pukul|hit|
        throws|golok|kdrt`,
      `bully|bullying|perundungan|dibully|dibuli|bullied|di_bully|dirundung|perpeloncoan|diplonco ~~ aku|sekolah|
        kelas|teman|senior|me|school|terus|sama|tiap|sejak|kakak|every|i|class`,
      'aku|i|kami ~ korban ~ bully|perundungan|kekerasan|pelecehan|bullying|kdrt',
      `takut|scared|afraid|sieun|wedi ~ pulang|go_home|going_home|di_rumah ~~ ayah|bapak|om|dia|dipukul|dad|he|
        stepdad|hit|mukul|dimarahin`,
      '{hit} ~ {us} ~~ kalau|when|tiap|if|every|pakai|with|until|sampai|sambil|karena|because|again|lagi',
      `lebam|memar|bruises|bruise|bengkak|bilur|luka ~~ dipukul|pukulan|ayah|pacar|dad|boyfriend|ibu|gesper|
        ikat_pinggang`,
      `{person} ~ pakai|with|bawa|nodongin|pegang ~ gesper|ikat_pinggang|rotan|sapu|gagang_sapu|belt|helm|kabel|pisau|
        stick|golok|parang|selang|hanger ~~ aku|kami|me|ibu|pukul|mukul|kalau|us`,
      `diperlakukan|treated|kekerasan|violence|violent|abusive|abuse ~ kasar|rumah|fisik|at_home|father|mother|
        boyfriend|relationship|husband|stepdad|dad|dalam_pacaran|parents|ayah|pacar|di_rumah`,
      '{person}|{he} ~ suka|sering|kadang|selalu|biasa|sok|always|often|sometimes|used_to ~ {hit} ~ kalau|when|tiap|if|pas|waktu|every',
      'marah|mabuk|mabok|ngamuk ~ yang_kena|kena|sasaran ~ aku|kami|adik|ibu',
      '{hit} ~ pakai|with|make ~ sapu|gesper|ikat_pinggang|kabel|rotan|sandal|hanger|gagang|selang|belt|kayu|penggaris',
      '{person} ~ nodong|nodongin|menodong|todong|ngacungin|menodongkan|pointed|points ~ {blade}',
      'tidak_dikasih|not_given|tanpa makan|food ~~ seharian|hari|gudang|days|hukuman',
      'ngirim|kirim|sent|sends ~ foto|picture|pic ~ {blade}|peluru|bangkai',
      'digituin|diapa_apain|dinodai ~ om|paman|pacar|kakak|ayah|sama|bapak|guru',
      `bakal|akan|mau|katanya|will|threatens_to|threatened_to|going_to|bilang|ngancam ~ {kill} ~ aku|kami|me|us|ibu|
        adik|my_mom|keluarga`,
      'dipidak|diseret|ditendang|dikunci|diludahin|disiram ~ kakak_kelas|senior|teman|mereka|they|anak',
      `senior|kating|kakak_kelas|pembina ~~ menampar|tampar|mukul|pukul|berlutut|push_up_sampai|nendang|suruh_minum|
        telanjang|merendam`,
    ],
  },
  {
    rule: 'abuse.sexual',
    kind: 'abuse',
    patterns: [
      '{molested}',
      '{predator}|{school} ~~ {touch} ~ dari_belakang|from_behind',
      '{touch} ~ dari_belakang|from_behind ~~ tidak_nyaman|risih|takut|jijik|uncomfortable|scared|gross|jangan',
      'tiap_malam|setiap_malam|every_night ~ {predator} ~ masuk|comes_into|comes_in|walks_into ~ kamar|my_room',
      'tangan|hand|hands ~ masuk|ke_dalam|under|inside|into|down|up ~ baju|celana|rok|my_shirt|my_skirt|my_pants|shirt|skirt|underwear',
      '{predator}|{school}|{kin} ~~ masuk|comes_in|walks_in ~ kamar|room ~~ ganti|changing|handuk|towel|mandi',
      '{predator}|{school} ~ {touch} ~ aku|me ~ waktu|pas|while|when|saat ~ tidur|mandi|asleep|sleep|sleeping',
      'minta|asks|asked|wants|nyuruh|suruh|disuruh ~~ {picture} ~ my_body|badan|tubuh|{intimate}',
      '{force} ~~ minum|drink|ngerokok|nyabu ~ alkohol|miras|alcohol|sampai|narkoba|drugs',
      'duduk|sit ~ pangkuan|lap ~~ {he}|tangan|pegang|paksa|nyuruh|grepe|raba',
      'aku|i|me dijual|sold|dijajakan ~ {person}|ke|to|sama|by',
      'nanya|tanya|asks|asking|asked ~ pakai_baju_apa|what_i_wearing|warna_dalaman|ukuran_bra',
      `{school}|{partner}|{kin} ~~ masuk|comes_into|walks_into|came_into|ngintip|enters|nyelonong ~ ruang_ganti|
        kamar_ganti|changing_room|changing_rooms|locker_room|kamar_mandi|toilet|bathroom ~~ cewek|putri|girls|while|
        waktu|pas|ganti|touch|touches|meluk|lagi|mandi|change|changing`,
      '{force} ~ {us} to ~ do_it|do_things|do_stuff|sleep|touch|kiss|have|go_further ~~ said_no|no|not_want|cry|crying',
      '{partner}|{school}|{he}|{kin} ~~ {force}|tetap|kept|keeps|continued|lanjut|terus ~~ bilang_tidak|bilang_jangan|said_no|said_stop|nolak|tidak_mau|nangis|say_no ~~ {sex}|ngelakuin|melakukan|do_it|pacaran|pegang|buka|couple|normal|stop?',
      'not|tidak stop|berhenti ~ when|walau|padahal|pas|even|meski|waktu ~ said_no|no|stop|nolak|jangan|bilang_tidak|nangis',
      'even_though|even|padahal|walau|meski|though ~ i|aku ~ said_no|say_no|bilang_tidak|bilang_jangan|nolak ~~ {sex}|{touch}|couple|do_it|kept|pacaran|baju',
      '{person} ~~ tetap|terus|keep ~ ngelakuin|lakuin|lanjutin|melakukan ~~ nangis|jangan|tidak_mau|nolak',
      `{school}|bos|senior|{he} ~~ ngajak|diajak|invites|invited|nyuruh|minta|asked ~ ketemu|meet|check_in|nginap|
        nginep|ke ~ hotel|kos_dia|apartemen|villa`,
      '{school} ~ suka|sering|likes_to|always|keeps ~ {touch}|meluk|megang|nyium|touching|hugging|ngelus ~ aku|kami|murid|cewek|us|me|girls|dari|rambut|pinggang|tangan|punggung',
      '{made} me do things|stuff|it ~~ not_want|no|stop|ashamed|gross|crying',
      '{touch} ~~ {intimate}',
      '{school} ~~ {touch} ~ aku|tangan|me|my|rambut|bahu|pundak|shoulder|pipi',
      '{touch} ~~ jangan|not ~ bilang|cerita|tell',
      '{person} ~~ pegang_pegang|grepe|raba|nyabak_nyabak|peluk_peluk|cium_cium|pegang2|sentuh_sentuh|nyabak',
      `dipegang|dipegang_pegang|disentuh|dicium|dipeluk|pegang_pegang|disentuh_sentuh|dicium_cium|dipaksa_cium ~ aku|
        sama|paksa|om|guru|pelatih|dia|padahal|tanpa|kakak|ayah|senior|paman|dosen|secara|orang`,
      `{force} ~~ {sex}|berhubungan|nyium|mencium|buka_baju|minum_sampai|layanin|melayani|kirim_foto|kissed|kiss|
        aborsi|gugurin|nikah|menikah|nude|nudes`,
      'aku|i ~ tidak|not mau|want|ingin ~~ {sex}|dia_tetap|tetap_maksa|he_kept|he_did|tetap_dipaksa',
      '{sex} ~~ padahal|aku_tidak_mau|tidak_mau|paksa|maksa|said_no|did_not_want|nolak',
      `{person} ~~ masuk|comes_into|came_into|comes_in|came_in|walks_into|nyelinap|nyelonong ~ kamar|kamar_mandi|room|
        my_room|bathroom|bed ~~ malam|shower|night|mandi|tidur|at_night|takut|pegang`,
      `ngintip|mengintip|diintip|ngerekam|merekam|spying|watches_me|filmed_me|ngintipin|direkam ~~ mandi|shower|
        ganti_baju|toilet|kamar|undress|diam_diam|aku`,
      `suruh|nyuruh|disuruh|minta|asks|asked|wants|diminta|minta_aku ~~ mijit|mijat|buka_baju|telanjang|pegang|
        foto_tanpa|kirim_foto|kirim_pap|meet_at_a_hotel|hotel|for_favors|vcs|send_nudes|nudes|touch_him|pap_tt|
        sit_on_his_lap`,
      'dikasih|diminumin|given ~ minum|a_drink|obat ~~ tidak_sadar|tidak_inget|tidak_ingat|not_remember|pingsan|baju',
      'without|tanpa ~ my_consent|consent|izin_aku|persetujuan_aku',
      'hamil|pregnant ~~ diperkosa|dipaksa|om|paman|ayah|raped|forced',
    ],
  },
  {
    rule: 'abuse.blackmail',
    kind: 'abuse',
    patterns: [
      '{threaten} ~~ {spread}',
      `{spread} ~~ {picture} ~~ kalau|if|ancam|grup|group|sekolah|school|aku|parents|ortu|my|me|tidak|unless|mantan|
        angkatan|teman`,
      '{picture} ~~ {spread}',
      '{threaten} ~~ {picture}',
      'minta|diminta|asks|asked|maksa|nyuruh|disuruh|wants|suruh|demands|send|kirim ~~ {bare} {picture}',
      `minta|dimintain|diminta|asks|asked|maksa|dipaksa|nyuruh|disuruh|wants|suruh|demands|mau|keeps_asking ~~
        {picture} ~ {bare}`,
      `minta|wants|asks|demands|transfer|kirim|bayar|setor ~ uang|money|duit|pulsa ~~ foto|video|sebar|photos|
        pictures|dipukul|diancam|post|or_else`,
      'peras|memeras|pemerasan|diperas|blackmail|blackmailing|blackmailed|blackmails|sextortion|extorting|extorted',
      'pinjol|debt_collector|penagih ~~ ancam|mengancam|ngancam|diancam|sebar|teror|foto',
    ],
  },
  {
    rule: 'harm.others',
    kind: 'harm',
    patterns: [
      '{wish} - {kill} ~ {victim}',
      '{wish} - dia|mereka|him|her|them|he|she|they - mati|mampus|die|dead|celaka',
      '{wish} - bunuh|membunuh|ngebunuh|bacok|membacok|habisi|habisin|abisin|gorok|mateni|kill|murder|stab',
      '{wish}|aku|i ~ {kill}|{wound} si',
      `ingin|mau|bakal|akan|want|gonna|going_to|rasanya|pikiran|kepikiran|think_about|thinking_about|thoughts|picture|
        imagine|membayangkan|ngebayangin|bayangin|fantasize ~ {kill}|{wound} ~ {victim}|their|his|my_supervisor|kepala`,
      '{kill} ~ {victim} ~ besok|nanti|kalau|pakai|malam|tonight|tomorrow|with',
      'aku {kill}|abisin|habisin|bunuh ~ {victim}|beneran|lagi|besok|pakai',
      'i|ill ~ {kill} him|her|them|you|everyone|my_dad|all_of_them|my_stepdad|my_brother',
      'ingin|mau|bakal|akan|rasanya|bayangin|membayangkan ~ {wound}|{kill} ~ sampai ~ tidak|mati|mampus',
      `bayangan|pikiran|picture|thoughts|dorongan|gambaran ~ menyakiti|membunuh|melukai|hurting|killing|stabbing|
        pushing|nyakitin|mukul ~ orang|dia|ayah|mereka|him|them|ibu|someone|people|my|teman|adik|the`,
      'biar|supaya|so ~ mereka|dia|they ~ mati|mampus|ngerasain|rasain|menderita|suffer|pay|stop_laughing',
      `mereka|they|dia|he|she|orang_itu|rumah ~ pantas_mati|harus_mati|deserve_to_die|harus_bayar|will_pay|
        deserves_to_die|should_die|will_regret|will_stop_laughing|bakal_nyesel`,
      'burn|bakar|blow_up|ledakin|bakarin - the|my|this? {building} ~~ {victim}|them|everyone|in_it|inside|semua|tonight|malam_ini|gasoline|bensin',
      'bensin|gasoline|petrol ~~ hangus|bakar|kebakar|kebakaran|burn|bakarin',
      'shoot|shooting|blow|blowing|bomb up? my|the|this? {building}',
      `bakar|burn|bom|bomb|ledakin|bakarin ~ rumah|rmh|sekolah|kampus|kelas|school|his_house|her_house|kantor|asrama
        ~~ dia|mereka|itu|guru|nya|sekolah|down|aku`,
      'bales|balas|balaskan|balas_dendam|revenge ~ dendam|pakai|on ~ pisau|darah|nyawa|them|mereka',
      'menyelesaikan|selesaiin urusan ~~ {blade}|belakang',
    ],
  },
  {
    rule: 'danger.now',
    kind: 'danger',
    patterns: [
      '{person} ~ {hit} ~ aku|me|kami|us ~ dari_tadi|barusan|sekarang|right_now',
      '{person} ~ ngunci|mengunci|ngunciin|locked|locks|nyekap|menyekap aku|me ~~ bawa|pisau|tolong|help|sekarang|knife',
      '{person} ~~ trying_to|tries_to|mencoba|berusaha|mau ~ get_in|get_into|break_in|break_into|masuk|dobrak ~ kamar|my_room|house|rumah ~~ sendiri|alone|tolong|help|takut|scared',
      'trying_to_get_into|trying_to_break_into|trying_to_get_in|trying_to_open my_room|my_house|my_apartment|my_door|the_room',
      `{person} ~~ {hold} ~ {blade} ~~ sekarang|kamar|pintu|luar|depan|now|door|outside|dapur|teriak|di_tangan|room|
        downstairs|kejar|ngejar|ngamuk`,
      `gedor|menggedor|ngegedor|gedor_gedor|nggedhor|nggedor|dobrak|mendobrak|didobrak|nendang|nendangin|memukul|banging|
        pounding|kicking|breaking_down|break_down|jebol|menendang ~ pintu|lawang|door|kamar|my_door`,
      `pintu|lawang|door|kunci ~ digedor|didobrak|ditendang|gedor|dobrak|nggedhor|jebol|didobrag|
        digedor_gedor|hampir_jebol`,
      `{person} ~~ di_depan|di_luar|outside|di_depan_pintu|downstairs|at_the_door|at_my_door|in_the_house|nunggu|
        nyari|ngejar|chasing ~~ {blade}|bunuh|kill|pukul|ngamuk|teriak|mabuk|mabok|drunk|gun|maksa_masuk|scared|takut`,
      `sembunyi|bersembunyi|ngumpet|hiding|mengunci_diri|ngunci_diri|kunci_kamar|locked_myself|terkunci|locked_in ~~
        di|in|kamar|kolong|lemari|from|toilet|wc|room|bathroom|closet|dari ~~ ayah|dia|bapak|he|dad|sekarang|takut|
        now|pacar|him|mabuk|mabok|ngamuk|suami|om|stepdad|mantan|anak`,
      `{person} ~ lagi|sedang|sekarang|right_now|currently|masih|is ~ {hit}|ngamuk_bawa|nyekik|mukulin|beating|
        choking|hitting ~ ibu|adik|aku|kami|my_mom|me|my_sister|us|my|kakak ~~ sekarang|now|tolong|help|di_dapur|
        di_depan|lagi`,
      `sekarang|right_now|now|barusan ~ {person} ~ {hit}|bawa_pisau|bawa_golok|bawa_parang|dobrak|nodongin|is_hitting|
        is_beating`,
      'tolong|help|send ~~ {person} ~~ bunuh|membunuh|kill|pisau|golok|parang|knife|gun|maksa_masuk|habisi|arit',
      `mau|akan|bakal|will|going_to|gonna|bilang|mengatakan|katanya|kudu|bade|would|hell|and - bunuh|membunuh|habisi|
        menghabisi|habisin|bacok|kill|stab|shoot|ngabisin|ngebunuh|abisin|tusuk|murder aku|kami|me|us|saya ~~ kalau|
        malam|if|sekarang|now|semua|tonight|pulang|knife|besok`,
      `aku|saya|i|kami ~ dihabisi|dibunuh|be_killed|dibacok|ditusuk|dihabisin ~ malam|kalau|besok|sekarang|nanti|if|
        tonight|dia`,
      `tidak|not ~ bolehin|boleh|kasih|let ~ aku|keluar|me ~ keluar|pergi|leave|out ~~ dikunci|kontrakan|hp|
        dari_kemarin|locked|pintu`,
      `dikunci|disekap|dikurung|locked_me|terkunci|locked ~~ dari_luar|sekarang|dari_kemarin|di_apartemen|in_his|
        di_kontrakan|di_kosan_dia|in_a_room|dua_hari|in_the_apartment ~~ dia|tolong|hp|he|help|pacar|pulang|tidak|
        phone|sekarang`,
      `malam_ini|nanti_malam|sebentar_lagi|tonight|bentar_lagi|any_minute ~~ {person} ~ pulang|datang|mau|bakal|akan|
        comes|coming|will ~ {hit}|bunuh|perkosa|kill|bacok|rape|hurt|hajar`,
      'ngejar|mengejar|dikejar|chasing|nyamperin ~ aku|kami|me|sama|us ~~ {blade}|bunuh|kill',
      `{person} ~ maksa_masuk|mau_masuk|trying_to_get_in|trying_to_break_in|lagi_di_jalan_ke ~~ kamar|tolong|sekarang|
        takut|help|now|kunci|scared|mabuk|room`,
    ],
  },
  {
    rule: 'danger.threat',
    kind: 'danger',
    patterns: [
      '{person} ~~ {tonight} ~~ {slay} ~ aku|kami|me|us|ibu|adik',
      'broke|broken|breaks|kicked|smashed|mendobrak|jebol ~ down|in|open? ~ door|pintu ~~ {hit}|hitting|choking|{blade}',
      '{predator} ~ buka|lepas|took_off|taking_off|unzipped ~ celana|baju|pants|clothes ~~ tolong|help|kabur|kunci|toilet|masuk|run',
      '{predator} ~~ {tonight} ~~ masuk|come_in|come_into|coming_to|come_to|coming_into|nyelinap ~ kamar_aku|kamar|my_room|my_bed',
      '{tonight} ~~ {predator} ~~ masuk|come_in|come_into|coming_to|come_to|coming_into|nyelinap ~ kamar_aku|my_room|my_bed',
      '{he}|{kin}|{partner} ~ bilang|katanya|ngomong|says|said|ngancam|threatens|sumpah|told_me ~~ {slay} aku|kami|me|us|adik|ibu',
      'kalau|if ~~ {he}|{kin}|{partner} ~ bakal|akan|mau|will|hell|ill? {slay} ~ aku|adik|ibu|kami|me|us',
      '{he}|{kin}|{partner} ~~ {hold} ~ {blade} ~~ dapur|kitchen|tolong|help|please',
      '{locked} ~ pintu|door|aku|me|keys|kunci ~~ {blade}|kill|bunuh|pukul|hit|habisi|tolong|help',
      'kalau|if ~ teriak|lapor|cerita|scream|tell ~ {he}|{kin} ~ bunuh|kill|habisi|hurt|sakitin ~ aku|adik|ibu|me|my|keluarga',
    ],
  },
  { rule: 'danger.weapon', kind: 'weapon', patterns: ['{person} ~~ {hold} ~ {blade}', '{person} ~~ a_pic_of_a_gun'] },
  {
    rule: 'danger.close',
    kind: 'closeBy',
    patterns: [
      `di_depan|di_luar|depan|luar|outside|neng_ngarep|at_my|at_the ~ kamar|pintu|kos|rumah|kosan|kontrakan|gerbang|
        door|house|room|lawang`,
      `di_luar|outside|downstairs|upstairs|dobrak|didobrak|gedor|sembunyi|bersembunyi|ngumpet|ngunci_diri|mengunci|
        locked_the_door|locked_myself|tolong|help|mohon_bantuan|mohon_pertolongan|nodongin|ngejar|mengejar|sekarang|
        right_now|barusan`,
    ],
  },
  {
    rule: 'danger.rage',
    kind: 'rage',
    patterns: [
      'ngamuk|mabuk|mabok|marah|teriak|teriak_teriak|ribut|berantem|mengancam|ngancam|ngancem|drunk|angry|screaming|shouting|yelling|threatening|takut|scared|wedi|sieun|bunuh|kill|bacok',
    ],
  },
  { rule: 'harm.spite', kind: 'spite', patterns: ['{spite}'] },
  {
    rule: 'means.weapon',
    kind: 'armed',
    patterns: [
      `bawa|beli|siapin|pinjam|pinjem|menyiapkan|simpan|taruh|nyiapin|asah|have|got|bring|bringing|carry|carrying|
        bought|membawa ~ {blade}|bensin|air_keras|gasoline|bom`,
      `{blade}|bensin ~~ siap|siapin|beli|di_tas|di_dalam_tas|di_jaket|in_my_bag|in_my_backpack|in_my_locker|di_jok|
        di_bawah_bantal|in_my_pocket|di_loker|di_bawah_kasur`,
    ],
  },
];
