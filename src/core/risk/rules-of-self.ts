/** Danger from the writer's own hand. Patterns: see patterns.ts; lists of words: words-of-*.ts. */
import type { RiskRule } from './risk-kinds.ts';

export const rulesOfSelf: readonly RiskRule[] = [
  {
    rule: 'wish.die',
    kind: 'wish',
    patterns: [
      '{wish} - {die}|{suicide}|{endLife}|{deadlyAct}',
      '{wish} - od|odin',
      'kenapa|why ~ tidak|not {die}|{endLife}|selesai',
      '{die} saja|deh|kali|yuk|enak',
      '{die} ~ lebih_baik|lebih_enak|mending|enak|better',
      'kapan ~ aku {die}',
      '{wish} - {leap} ~ {height}',
      'hari|day|malam terakhir|last ~ hidup|alive|on_earth|di_dunia',
      'terakhir aku? hidup',
      'last day|night ~ alive|on_earth|of_my_life|here',
      `{wish} - nyusul|menyusul|ketemu|join|be_with|bareng|ikut ~ almarhum|almarhumah|alm|di_surga|in_heaven|di_sana|
        yang_sudah_tidak_ada`,
      '{wish} - nyusul|menyusul {dead}',
      'malam|subuh|besok|lalu nyusul|menyusul {dead}',
      '{wish} {vanish}',
      '{wish} - {vanish}',
      `akhiri|sudahi|menghabisi|habisi|end|ending hidup|hidup_ini|nyawa|diri|my_life|my_own_life|everything|semuanya|
        semua|it_all|this_life|penderitaan`,
      'mengakhiri|akhiri semuanya|semua|hidup|ini',
      `aku|i tidak|not akan|be|usah|will ada|ada_lagi|here|around|hidup|alive|here_anymore ~ lagi|besok|nanti|anymore|
        tomorrow`,
      'aku tidak akan ada|hidup|bangun|pulang|kembali_lagi|balik_lagi|bertahan',
      'aku sudah tidak ada',
      'minggu|bulan|besok|setelah|habis ~~ aku ~ tidak ada|di_sini|bangun|hidup',
      'i be|will_be|ll_be|shall_be gone|dead',
      'i not|wont be_here|be_around|be_alive|wake_up|exist ~ anymore|tomorrow|after|longer',
      'will not be_here|be_around|be_alive',
      'i will|ll - {die}|{suicide}|{endLife}',
      'ill|will {die}|{suicide}|{endLife} ~ tonight|tomorrow|soon|today',
      'ill|will be gone|dead',
      'milih|pilih|memilih ~ tidak_hidup|tidak_ada|pergi_selamanya',
      'tidak berencana|rencana|niat|plan pulang|balik|kembali|hidup|bangun',
      'pergi|lunga|indit|jalan selamanya|untuk_selamanya|selama_lamanya|selawase|salalamina',
      'sebelum|before|pas|setelah i|aku {die}|{suicide}',
      'sebelum|before|pas {suicide}|unalive|mati',
      '{suicide} saja|malam|besok|nanti',
    ],
  },
  { rule: 'wish.word', kind: 'mention', patterns: ['{suicide}'] },
  {
    rule: 'wish.deadly',
    kind: 'deadly',
    patterns: [
      '{deadlyAct}',
      '{leap} dari|from|off|out|in_front_of|ke|ke_depan ~ {height}',
      `kumpulin|ngumpulin|mengumpulkan|dikumpulkeun|kumpulkan|nabung|stockpiled|stockpiling|saving_up|hoarding|
        kekumpul|terkumpul ~ {pills}`,
      '{pills} ~ kumpulin|kekumpul|terkumpul|dikumpulin|dikumpulkeun|aku_kumpulkan',
      '{have} ~~ {pills} ~~ take_them|take_all|take_it_all',
      '{poison} ~~ minum|nenggak|diminum|ngombe|drink|tak_ombe',
      'ngombe|minum|nenggak|drink {poison}',
      '{wish} - nabrakin|menabrakkan|nabrakkan|tabrakin|crash ~ motor|mobil|my_car|my_bike|diri|aku|truk|kereta',
      'pesan|beli|order|ordered|bought|checkout ~ sianida|arsenik|potas|cyanide|racun_serangga|gramoxone',
    ],
  },
  {
    rule: 'wish.not_live',
    kind: 'passive',
    patterns: [
      `tidak|not|belum ~ ingin|mau|want|deserve|sanggup|kuat|pantas|layak|usah|perlu|feel_like|tahan|minat|semangat|
        see|betah|guna - {life}|{wake}`,
      'not live like_this|anymore|with_myself|with_this',
      'tidak bisa|sanggup hidup seperti_ini|begini|seperti_ini_terus|begini_terus|lagi',
      'tidak|not ingin|mau|want|kuat|sanggup|usah - {wake}|{life}',
      'not want_to|want - {life}|{wake}|{vanish}',
      '{enough} - {life}',
      '{enough} - jadi|being ~ manusia|aku|diri_sendiri|me|alive|human',
      'capek|cape|kesel|bosan|tired banget|pisan|of|bgt|aku ~ hidup|hidup_seperti|living|life|hidup_ini',
      'tidak|not|apa|no|zero|gada|what|whats|any|kehilangan|hilang ~ {point} ~ {life}',
      'buat|untuk|what|for apa - {life}|{wake}',
      'untuk apa ~ hidup|bertahan|lahir|bangun|dilahirkan',
      'apa guna|arti ~ {life}',
      '{life} ~ tidak|no|not|without ~ {point}|berarti|berharga|worth',
      'hidup|life ~ selesai|tamat|berakhir|over|hancur|ancur|ruined',
      `{wish} - tidak_lahir|tidak_pernah_lahir|tidak_dilahirkan|tidak_pernah_dilahirkan|tidak_usah_lahir|not_born|
        not_been_born`,
      'hidup ~ tidak ~ guna|berguna|berarti|berharga|worth_it|layak|ada_arti|tujuan|harapan',
      'life|living ~ not worth|worth_it|matter|worth_living',
      'tidur|asleep|sleep|tertidur ~ tidak|not|never ~ bangun|wake_up|wake|bangun_lagi|woke_up',
      'tidur|sleep|sleeping selamanya|forever|panjang|untuk_selamanya',
      'tidak|jangan|not|gausah pernah|perlu|usah|have_to|sampai|ever? bangun|wake_up|dibangunin ~ lagi|again|besok',
      'bangun|wake_up lagi ~ tidak|nyesel|kecewa',
      'tidak|not bangun ~ bersyukur|senang|tidak_apa|gapapa|lega|fine|okay',
      'kecewa|sedih|nyesel|disappointed ~ masih|still hidup|ada|bangun|alive|bernapas|here|wake_up',
      `wish|wished|hope|want i|aku ~~ dead|not_wake_up|not_woke_up|not_born|not_been_born|not_exist|not_here|
        disappear|die|gone|not_existed|never_born|wasnt_here|wasnt_alive`,
      'god|tuhan|allah ~~ called_me_home|take_me_home|call_me_home|memanggil_aku|mengambil_aku|jemput_aku',
      `berharap|harap|semoga|doa|berdoa|minta|mohon|memohon|ngadoa|berdoa_agar|pray|praying|prayed ~~ tidak_bangun|
        tidak_bangun_lagi|mati|cepat_mati|nyawa|dipanggil|dijemput|ketabrak|kecelakaan|mengambil_aku|ambil_aku|
        cabut_nyawa|dicabut|meninggal|hilang|call_me_home|take_me|accident|tidak_hudang|sakit_parah|diambil|
        take_my_life`,
      'tuhan|allah|god|gusti ~ ambil|mengambil|panggil|jemput|cabut|take|call ~ aku|nyawa|me',
      `ketabrak|tertabrak|ditabrak|kecelakaan|hit_by_a_car|hit_by_a_truck|car_crash ~~ tidak_apa|gapapa|gpp|ya_sudah|
        yaudah|biarin|enak|malah|not_mind|fine|okay|lega|rela`,
      `ingin|berharap|hope|wish|nunggu ~ ketabrak|tertabrak|ditabrak|ketabrak_mobil|a_car_hits_me|get_hit|
        kena_penyakit|sakit_keras`,
      `lebih|mending|better|luwih|semua|semuanya|dunia|everyone|keluarga|they|mereka|orang|the_world|my_family|people|
        hidup_mereka|lega|bahagia|senang|tenang ~~ tanpa_aku|tanpa_kehadiran_aku|kalau_aku_tidak_pernah_ada|
        without_me|kalau_aku_tidak_ada|kalau_aku_mati|kalau_aku_hilang|if_i_was_gone|if_i_were_gone|if_i_died|
        if_i_disappeared|if_i_was_dead|if_i_were_dead|aku_tidak_ada|kalau_aku_meninggal|tidak_ada_aku|if_i_wasnt_here|
        if_i_not_here|if_i_not_around|aku_mati|if_i_was_not_here|if_i_just_died`,
      'better_off without|if|gone|dead|not',
      'tanpa aku ~ lebih|bahagia|tenang|better|happier|lega|ringan',
      `lebih_baik|mending|mendingan|harusnya|seharusnya|better|luwih_becik|wish|kenapa|ngapain|nyesel|menyesal|should|
        menyesali - tidak_lahir|tidak_pernah_lahir|tidak_dilahirkan|tidak_pernah_ada|tidak_ada|lahir|dilahirkan|
        not_born|not_been_born|tidak_usah_lahir|never_born|not_exist|been_born|born`,
      `kalau|andai|seandainya|andaikan|if|misal|when|coba|semisal|umpama|saat aku|i ~ mati|tidak_ada|meninggal|hilang|
        tiada|died|die|disappeared|disappear|gone|dead|not_here|not_exist|sudah_tidak_ada|bundir|pergi_selamanya|
        jumped|dipanggil|lompat|loncat`,
      'tidak ada yang|orang ~ nyari|sadar|peduli|sedih|nangis|kehilangan|notice|nyariin ~ kalau|aku',
      'no_one|nobody|not_anyone ~ notice|miss|care|cry|sad ~~ if_i|im_gone|when_i|i_was_gone|died|disappeared',
      'takut mati|dosa|neraka ~ kalau_tidak|bukan_karena',
      'mati|die|dying|death ~ tenang|damai|peaceful|indah|lega|easier|relief|sakit_apa',
      'mati|meninggal itu|tu ~ enak|sakit|tenang|rasanya|damai|lebih',
      'iri|envy|jealous|cemburu ~~ mati|meninggal|almarhum|dead|died|sudah_tidak_ada|sudah_meninggal',
      'nyusul|menyusul ~ almarhum|almarhumah|di_surga|ke_surga|in_heaven|di_alam_sana',
      'life|hidup|umur ~ sudah_cukup|cukup_sampai_di_sini|sampai_sini_saja',
      'cukup sampai sini|di_sini|segini',
      'hilang dari dunia|muka_bumi|dunia_ini|bumi|kehidupan|the_world',
      'be_dead|stop_existing|stop_living|cease_to_exist|death_wish',
      'pemakaman|funeral|makam|kuburan|dikubur|jenazah|nisan aku|my|me|dateng|come',
      'my funeral|own_funeral',
    ],
  },
  { rule: 'wish.leap', kind: 'leaping', patterns: ['{wish} - {leap}', 'kalau aku|i {leap}', 'if i|aku {leap}'] },
  {
    rule: 'wish.ending',
    kind: 'ending',
    patterns: [
      'semuanya|semua|biar|supaya|cepat|mau|ingin|everything|it_all ~ selesai|berakhir|tenang|over|done',
      'aku mau|ingin selesai',
    ],
  },
  {
    rule: 'worn_out',
    kind: 'worn',
    patterns: [
      '{wornOut}',
      'capek|lelah|tired ~ semuanya|semua_ini|everything|of_it_all|pura_pura|pretending',
      'tidak|not ~ sanggup|kuat|tahan|bisa lagi|anymore',
    ],
  },
  {
    rule: 'burden',
    kind: 'burden',
    patterns: [
      'aku|i|me|cuma|hanya|jadi|menjadi|merasa|ngerasa|being|feel_like|am|mung|just ~ {burden}',
      '{burden} ~ semua|keluarga|ortu|orang|everyone|my_family|to_everyone|kalian|ibu|to_my|mereka',
      'maaf|sorry ~~ {burden}',
      'aku|i|me|merasa|ngerasa|hidup|feel|am ~ {worthless}',
      'am|feel_like|im|being a_failure',
    ],
  },
  {
    rule: 'farewell.goodbye',
    kind: 'goodbye',
    patterns: ['{goodbye}', 'aku|gw pamit'],
  },
  {
    rule: 'farewell.word',
    kind: 'farewell',
    patterns: [
      'dadah|bye|sayonara|pamit|goodbye|my_last|last_message',
      `kalau|when|by_the_time|saat|pas|begitu ~ baca|membaca|read|dibaca|terbaca|reading ~~ sudah_tidak_ada|
        sudah_pergi|gone|dead|sudah_mati|meninggal|tidak_ada_lagi|pergi`,
      `jangan|tidak_usah|not|please_not ~ nangis|menangis|ditangisi|nangisin|sedih|cari|dicari|nyari|nyalahin|
        menyalahkan|salahkan|merasa_bersalah|blame|cry|look_for_me|be_sad|ngerasa_gagal|feel_guilty|merasa_gagal|
        tunggu_aku`,
      'bukan|not salah|your_fault|kesalahan|her_fault|his_fault|their_fault|anyones_fault|my_parents_fault',
      `bilang|bilangin|sampaikan|sampein|pangnepikeun|tell|titip|let ~ ibu|ayah|adik|keluarga|mom|dad|my_mom|
        my_family|mereka|ortu|them|her|my_sister|my_brother|my_parents|kakak|semuanya ~ sayang|maaf|love|sorry|nyaah|
        loved|bukan_salah|not_her_fault|minta_maaf|cinta|kecelakaan|aku_sayang|salam`,
      `jaga|jagain|titip|take_care_of|look_after|tolong_jaga ibu|adik|ayah|keluarga|my_mom|my_sister|my_brother|
        my_cat|my_dog|my_family|ortu|kucing ~ ya|aku|when|kalau|after|for_me`,
      'maaf|sorry ~ selama_ini|untuk_semuanya|atas_semuanya|for_everything|semua_salah',
      `makasih|terima_kasih|thank_you|thanks|hatur_nuhun|matur_nuwun|thx ~ semuanya|untuk_semuanya|for_everything|
        sudah_pernah_baik|selama_ini_ya|kind_to_me|for_trying`,
      'terakhir|last ya|aku_nulis|aku_email|aku_chat|time_i|email_dari_aku|aku_ngechat|aku_hubungi',
      'semoga|hope ~ bahagia|happy|tenang|better tanpa_aku|without_me',
      'ingat|kenang|remember|inget|mengingat aku|me|dikenang',
      'tidak_usah|jangan dicari|dibales|tungguin|nunggu_aku|cari_aku',
    ],
  },
  {
    rule: 'farewell.letter',
    kind: 'note',
    patterns: [
      '{note}',
      `surat|letter|letters|notes|surat2 ~ untuk|for|ke|to ~ ortu|ibu|ayah|keluarga|adik|mom|dad|my_parents|my_family|
        everyone|semua|mereka|teman|each|parents|family|orang_tua`,
      `nulis|menulis|wrote|written|tulis|bikin|left ~ surat_perpisahan|wasiat|everyone_a_letter|a_note|
        everyone_letters|empat_surat|surat_untuk_semua`,
      'tulis|nulis|menulis surat',
    ],
  },
  {
    rule: 'farewell.give',
    kind: 'giving',
    patterns: [
      `kasih|kasihin|kasi|bagi|bagiin|bagi2in|bagikan|dibagi|dibagiin|wariskan|hibahkan|dipasihkeun|kekno|hadiahkan|
        serahkan|menyerahkan|titip|titipin|titipkan|menitipkan|dititip|memberikan|berikan|gave|given|giving|give ~~
        kucing|gitar|laptop|koleksi|barang|barang_barang|buku|buku_buku|baju|baju_baju|klambi|kamera|akun|hp|sepatu|
        tabungan|motor|uang|domba|anjing|novel|sepeda|celengan|cat|dog|guitar|stuff|things|my_things|
        belongings|phone|savings|books|clothes|jewelry|password|away`,
      `kucing|gitar|laptop|koleksi|barang|barang_barang|buku|buku_buku|baju|klambi|kamera|akun|hp|sepatu|tabungan|
        motor|uang|domba|anjing|novel|kas|celengan ~ aku? ~ kasih|kasihin|bagi|bagiin|bagi2in|bagikan|dibagi|titip|
        titipin|titipkan|dititip|dititipkan|dipasihkeun|kekno|pindahkan|dipindahkan|labelin|wariskan|buat_adik|
        untuk_adik|disumbangin|atas_nama`,
      `utang|hutang|debts|owe|owed|tabungan|saldo|kas ~ lunas|bayar|dibayar|balikin|dibalikin|paid|pindahin|melunasi|
        beres`,
      `hapus|dihapus|ngehapus|reset|deleted|deactivated ~ akun|sosmed|semua_chat|my_accounts|all_my|hp|semua_foto|
        instagram|ig`,
      'beres|beresin|rapi|rapiin|kamar ~ supaya|biar ~ tidak_ngerepotin|tidak_repot',
      'password|pin|atm|rekening ~ tulis|ada_di|kasih|written|taped',
    ],
  },
  {
    rule: 'self_harm',
    kind: 'selfHarm',
    patterns: [
      '{selfHarm}',
      'relapse|kambuh|clean|mulai ~~ silet|cut|nyilet|cutting|nyayat|sayat',
      'silet lagi',
      'i cut again',
      '{hurtOneself} ~ {ownBody}',
      '{ownBody} ~ {hurtOneself} sendiri|sampai|pakai|myself|lagi',
      `tangan|lengan|paha|pergelangan|nadi ~ {hurtOneself}|di_silet|disilet|disayat|dibarcode|bekas_sayatan|
        penuh_bekas|tatune|penuh_luka`,
      `bekas|luka|cuts|scars|marks|beset|sayatan ~ di|on|sayatan|silet|tangan|sayat|lengan|paha ~ tangan|lengan|paha|
        legs|arms|wrist|wrists|arm|legs|thighs|pergelangan|aku|her_arms|her_legs|his_arms`,
      `{hurtOneself} pakai|make|dengan|with {blade}|rokok|jarum|korek|setrika|penggaris|jangka|pecahan|a_lighter|
        needle|glass|lighter`,
      `i|aku cut|cutting|burn|nyilet|nyayat|nyilet|barcode|nyundut ~ again|myself|last|lagi|tangan|to_feel|when|kalau|
        every|sometimes|because|biar|tiap`,
      `pukul|mukul|mukulin|nonjok|tonjok|ninju|nonjokin|punch|hit|hitting|punching ~ tembok|dinding|kaca|wall|walls|
        cermin ~~ sampai|berdarah|until|tangan|bengkak|tiap|kalau|lagi`,
      'jedot|jedotin|benturin|membenturkan|bentur|bang|banging|hitting kepala|my_head|head',
      'tidak|not|skip|sengaja makan|eat|eating ~~ hukuman|menghukum|sengaja|pantas|punish|pingsan|deserve',
      'sengaja tidak makan',
      `muntahin|dimuntahin|memuntahkan|purge|purging|make_myself_throw_up ~~ makan|makanan|lagi|after|habis|food|semua`,
      'makan|eat ~ muntahin|muntah|dimuntahin|throw_up',
      'pikiran|dorongan|keinginan|urge|urges ~ nyakitin|menyakiti|melukai|hurt|harm|cut',
    ],
  },
  {
    rule: 'attempt.pills',
    kind: 'attempt',
    patterns: [
      '{swallow} ~~ {lots} ~ {pills}',
      '{swallow} ~ {pills} ~~ {lots}|habis|abis|sampai_habis|pingsan|gone',
      '{pills} ~ {swallow} semua|semuanya|banyak|all|sekaligus',
    ],
  },
  {
    rule: 'attempt',
    kind: 'attempt',
    patterns: [
      '{tried} ~ {suicide}|{deadlyAct}|akhiri|akhiri_hidup|{endLife}|mati|die',
      '{tried} - {leap} ~ {height}',
      'percobaan bunuh_diri|bundir',
      'suicide attempt',
      '{swallow} ~ racun|baygon|racun_tikus|pembersih_lantai|bleach|rat_poison|porstex|bayclin|pestisida|poison',
      'tadi|barusan|kemarin|semalam|malam ~ aku|i {deadlyAct}',
      `darah|bleeding|blood|the_bleeding ~ tidak_mau_berhenti|tidak_berhenti|belum_berhenti|not_stop|
        not_stopping|wont_stop|banyak_banget|tidak_berenti|belum_berenti|tidak_bisa_berhenti|terus_keluar`,
      'i_tried|i_attempted last_night|again|yesterday|but|this_morning|on_tuesday',
      'last_night|yesterday|this_morning i_tried',
      'tali|rope|the_hook|kait|hook|belt ~ putus|lepas|broke|snapped|patah',
      '{just} ~~ nyilet|nyayat|sayat|iris|silet|cut ~~ dalam|pingsan|nadi|deep|darah|jahit|dijahit|bleeding|stitches',
      'cut|slit|nyayat|nyilet|iris|ngiris|mengiris my_wrists|my_wrist|tangan|nadi|pergelangan ~~ ago|blood|bleeding|darah|darah_banyak|tidak_berhenti',
      '{swallow} ~~ strip|botol|segenggam|handful|bottle ~ {pills}',
      'i overdosed|overdose|od_d|od',
    ],
  },
];
