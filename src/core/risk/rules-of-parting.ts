/**
 * Good-bye, affairs put in order, and being gone from a certain day on. Each is what one also does who moves house: they count
 * together, or beside a wish. Patterns: see patterns.ts; lists of words: words-of-*.ts.
 */
import type { RiskRule } from './risk-kinds.ts';

export const rulesOfParting: readonly RiskRule[] = [
  {
    rule: 'wish.gone',
    kind: 'wish',
    patterns: [
      'aku ~ tidak ~ di_dunia|di_dunia_ini|bernyawa|bernapas',
      `aku sudah|akan? tidak ada lagi`,
      `after|by|from|once|setelah|mulai|habis|{soon} ~~ you|nobody|no_one|everyone|mom|they|kamu|ibu|ayah|kalian|
        mereka|orang ~ not|no_longer|tidak|never|finally have_to|need_to|perlu|usah|be|stop ~ worry|worrying|care|
        khawatir|mikirin|repot|ngurusin|bother|deal|pusing ~ about_me|aku|with_me|me`,
      'janji|itung|hitung|bertahan|promised|counting|cuma|hanya|only ~~ sampai|until ~ ulang_tahun|umur|birthday|tanggal|i_turn',
      `tidak akan|bakal|mau|ingin|not make|live|reach|lewat|melewati|sampai|nyampe|mencapai ~ umur|usia|past`,
      `{soon}|{wish}|pergi|aku - nyusul|menyusul|susul my? {dead} ~ surga|sana|heaven|akhirat|kubur|selamanya`,
      '{wish} - pergi saja? selamanya|untuk_selamanya',
      `pergi nyusul|menyusul my? {dead}`,
      'ikut|nyusul|menyusul my? {dead} mati|meninggal|pergi|ke_surga|ke_sana',
      '{wish}|finally|again - be_with|join|rejoin|be_reunited_with|see my? late|dead',
      '{wish}|ready - go_home|come_home ~ god|jesus|lord|heaven|allah',
    ],
  },
  {
    rule: 'wish.reunion',
    kind: 'passive',
    patterns: [
      '{wish}|finally|soon|i|ill - be_with|join|rejoin my? {deadInEnglish} ~ again|soon|died|passed|heaven|finally',
      'finally be_with|join|rejoin|reunite_with my? {deadInEnglish}',
      '{wish}|aku ~~ pulang|kembali|balik ~ ke_tuhan|ke_pangkuan|ke_surga|ke_rahmatullah|ke_pencipta|ke_allah',
      'malam_ini|nanti_malam|besok|akan|bakal - nyusul|menyusul {dead}',
      'bukan pulang ke_rumah',
      'pulang|kembali ke_tuhan|ke_pangkuan_tuhan|ke_surga',
      'go|going|come_home to_god|to_jesus|to_the_lord|to_heaven',
    ],
  },
  {
    rule: 'farewell.gone',
    kind: 'gone',
    patterns: [
      'i|ill not_be|not - here|around|there_anymore ~~ {soon}|after|next_week|anymore',
      '{soon}|by|after|next_week ~~ i|ill not_be|not - here|around|in_the_way|a_problem',
      'kalau|if|by_the_time|when ~~ aku|i|ill ~ tidak|not|gone ~ nongol|muncul|masuk|show_up|reply|bales|balas|datang ~~ berarti|means|it_means|you_will_know',
      'berarti|means ~ aku|i ~ sudah ~ beres|selesai|gone|tidak_ada|done|pergi|tenang',
      'pergi ~ jauh ~ sekali|banget|far|selamanya',
      '{soon}|tanggal|mulai|setelah ~~ aku ~ tidak ada|bangun|balik|pulang',
      'not|no_longer|tidak|never ~ see|find|hear|ketemu|lihat|liat|denger|dengar ~ me|aku|from_me ~ again|anymore|lagi',
      'tidak|jangan|not ~ bakal|perlu|usah|akan kepakai|kepake|dipakai|butuh|need_it|need_them|need_any',
      'mulai besok tidak|jangan',
      'tidak|jangan usah? balas|bales ~ lagi',
    ],
  },
  {
    rule: 'farewell.peace',
    kind: 'peace',
    patterns: [
      'lega|tenang|damai|ringan|plong banget|pisan|sekarang|rasanya|akhirnya',
      'aku|jadi|rasanya|hati|sudah ~ lega|tenang|damai|plong|ikhlas',
      'felt|feel|feeling|am|at|so|i - peaceful|calm|peace|relieved|lighter|free|at_peace|ready',
    ],
  },
  {
    rule: 'farewell.goodbye',
    kind: 'goodbye',
    patterns: [
      '{goodbye}',
      'aku pamit',
      `tidak_usah|jangan|tidak_perlu|not|gausah ~ cari|dicari|nyari|mencari|look_for|nyariin ~ aku|me|lagi|ya`,
      'tidak_usah|jangan|tidak_perlu dicari',
      'bilang|tell ~~ aku|i|it ~ kecelakaan|accident',
      'surat|satu|letter|one ~ untuk|for polisi|police|the_police',
      '{friend} ~~ perpisahan|goodbye|pamit|wasiat ~~ dihubungi|reach|answer|answering|bales|balas|nomor|aktif',
      'pamit|pamitan|good_bye|goodbye|bye ~ semua|semuanya|everyone|everybody|all_of_them|satu_satu',
      '{wish}|bagaimana|cara - pamit|pamitan ke|sama|to',
    ],
  },
  {
    rule: 'farewell.word',
    kind: 'farewell',
    patterns: [
      'dadah|bye|sayonara|pamit|goodbye|my_last|last_message',
      'by_the_time|when|once|kalau|saat|pas ~ find|finds|nemu|ditemukan|menemukan|ketemu ~~ i|aku|ill ~ gone|dead|pergi|tidak_ada',
      `kalau|when|by_the_time|saat|pas|begitu ~ baca|membaca|read|dibaca|terbaca|reading ~~ sudah_tidak_ada|
        sudah_pergi|gone|dead|sudah_mati|meninggal|tidak_ada_lagi|pergi`,
      `jangan|tidak_usah|tidak_perlu|not|please_not ~ nangis|menangis|ditangisi|nangisin|sedih|cari|dicari|nyari|nyalahin|
        menyalahkan|salahkan|merasa_bersalah|blame|cry|look_for_me|be_sad|ngerasa_gagal|feel_guilty|merasa_gagal|
        tunggu_aku|mencari_aku|kangen_aku|feel_bad`,
      'bukan|not salah|your_fault|kesalahan|her_fault|his_fault|their_fault|anyones_fault|my_parents_fault',
      `bilang|bilangin|sampaikan|sampein|pangnepikeun|tell|titip|let ~ ibu|ayah|adik|keluarga|mom|dad|my_mom|
        my_family|mereka|ortu|them|her|my_sister|my_brother|my_parents|kakak|semuanya ~ sayang|maaf|love|sorry|nyaah|
        loved|bukan_salah|not_her_fault|minta_maaf|cinta|kecelakaan|aku_sayang|salam`,
      `tell|titip|bilang|salam ~ my_cat|my_dog|dunia|the_world|kucing|semua_orang|salam ~ sorry|maaf|dunia|sayang|love`,
      'feed|kasih_makan|rawat|rawatin|walk|water ~ hamster|kucing|cat|dog|anjing|ikan|fish|plants|tanaman',
      'tell ~~ he|she|they|him|her was|were|is ~ good|best|kind|great|favorite',
      'one|sekali|terakhir last|lagi time|kali ~ hug|peluk|meluk',
      'peluk|meluk|hugged|cium ~ ibu|ayah|my_mom|my_dad|adik ~ lama|terakhir|for_a_long|one_last|banget',
      `jaga|jagain|titip|take_care_of|look_after|tolong_jaga ibu|adik|ayah|keluarga|my_mom|my_sister|my_brother|
        my_cat|my_dog|my_family|ortu|kucing ~ ya|aku|when|kalau|after|for_me`,
      '. maaf aku ya? .',
      'makasih|terima_kasih ~ selama_ini',
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
        everyone|semua|mereka|teman|each|parents|family|orang_tua|kalian`,
      `surat|surat_surat ~ sudah ~ aku_tulis|tulis|di_meja|di_laci|di_bawah_bantal|selesai`,
      'written|wrote|left|writing - the|my|all_the letters|letter|notes|note',
      `nulis|menulis|wrote|written|tulis|bikin|left ~ surat_perpisahan|wasiat|everyone_a_letter|a_note|
        everyone_letters|empat_surat|surat_untuk_semua`,
      'tulis|nulis|menulis surat',
      'wrote|written|left|nulisin|tinggalin my? parents|mom|dad|family|everyone|ibu|ortu|ayah ~ letter|letters|note|surat',
      'tulis|nulis|menulis|wrote|written ~ dua|tiga|empat|lima|beberapa|two|three|four|five|some surat|letters',
    ],
  },
  {
    rule: 'farewell.give',
    kind: 'giving',
    patterns: [
      '{give} ~~ {belongings}',
      '{belongings} ~ aku? ~ {given}',
      'my_cat|my_dog|kucing|anjing ~ new_home|new_owner|dititip|titip|adopsi|diadopsi|aku_titip',
    ],
  },
  {
    rule: 'farewell.debts',
    kind: 'giving',
    patterns: [
      `utang|hutang|debts|debt|owe|owed|tabungan|saldo|kas ~ lunas|bayar|dibayar|balikin|dibalikin|paid|pindahin|
        melunasi|beres|lunasin|dilunasin|dilunasi|kelar`,
      'paid|lunasin|melunasi|bayar|balikin|settled - my_debts|my_debt|hutang|utang|everyone_back|semua_hutang|debts',
    ],
  },
  {
    rule: 'farewell.accounts',
    kind: 'giving',
    patterns: [
      'foto|semua_foto|akun|chat|sosmed|accounts ~ aku? hapus|dihapus|deleted|deactivated|ngehapus',
      `hapus|dihapus|ngehapus|reset|deleted|deactivated ~ akun|sosmed|semua_chat|my_accounts|all_my|hp|semua_foto|
        instagram|ig`,
      'password|passwords|pin|atm|rekening ~ tulis|aku_tulis|ada_di|kasih|written|taped|sudah_aku',
    ],
  },
  {
    rule: 'farewell.tidy',
    kind: 'giving',
    patterns: [
      'beres|beresin|rapi|rapiin|kamar ~ supaya|biar ~ tidak_ngerepotin|tidak_repot',
      'kamar ~ sudah ~ rapi|rapikan|rapihin|rapiin|beresin|bersih|bersihin|dirapikan|aku_rapikan',
      'cleaned|tidied|cleaned_out|packed_up my_room|my_desk|my_things|my_locker',
    ],
  },
  {
    rule: 'farewell.unneeded',
    kind: 'giving',
    patterns: [
      `tidak|not ~ beli|bayar|perpanjang|daftar|buy|renew|pay ~~ bulan_depan|next_month|tahun_depan|semester_depan ~~
        percuma|kepakai|kepake|buat_apa|no_point|not_need`,
    ],
  },
];
