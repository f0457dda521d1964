/** What makes a wish urgent: means, places, a plan, a time. Patterns: see patterns.ts; lists of words: words-of-*.ts. */
import type { RiskRule } from './risk-kinds.ts';

export const rulesOfUrgency: readonly RiskRule[] = [
  {
    rule: 'means.at_hand',
    kind: 'means',
    patterns: [
      '{have} ~ {means}',
      '{atHand} ~ {poison}|{rope}',
      '{means} ~~ {have}',
      '{means} ~ {atHand}',
      '{have} {means}',
      'siapin|siapkan|menyiapkan|nyiapin|prepared semuanya|segalanya|everything',
      'alat|semuanya|everything|bahan ~ siap|disiapkan|disimpan|ready|disiapin',
    ],
  },
  { rule: 'means.kind', kind: 'method', patterns: ['{means}', '{leap}', '{deadlyAct}'] },
  {
    rule: 'means.place',
    kind: 'place',
    patterns: [
      'di|ke|at|on|to|from|dari|atas|naik|pinggir|tepi|standing|berdiri|udah|in_front_of|off|neng|lagi|udah ~ {ledge}',
      'naik {height}',
      'edge|pinggir|tepi|ujung of? the|a? {ledge}',
      '{ledge} ~ sepi|kosong|tinggi',
    ],
  },
  {
    rule: 'place.no_return',
    kind: 'noReturn',
    patterns: [
      'tidak|not akan|bakal|mau|ingin|be|going_to|plan_to? ~ mundur|turun|balik|kembali|pulang|lari',
      'not ~ walking_back|coming_back|come_back|walk_back|turning_back|coming_down|come_down|going_home|go_home|back_away|step_back|be_back',
      'one_last_time|sekali_lagi_terakhir|untuk_terakhir_kali',
      'one_way ticket|trip',
    ],
  },
  {
    rule: 'means.lethal',
    kind: 'lethal',
    patterns: ['{have} ~ {noose}', '{noose} ~ aku? {have}|{atHand}', '{atHand} ~ {noose}'],
  },
  {
    rule: 'place.lingering',
    kind: 'lingering',
    patterns: [
      // on a roof, wondering at the mail they write
      'tidak|not|entah tahu|know|kenapa ~ kenapa|why|aku|malah ~ malah|i|aku ~ email|ngemail|nulis|ngetik|ngechat|buka|writing|emailing|typing|telling',
      'entah kenapa ~ malah',
      'tidak enak ~ pergi tanpa ~ bilang|pamit',
      'aku|i sudah? mantap|bulat|determined|certain',
      'tidak|not tahu|know ~ harus|mau|who ~ siapa|tell|else',
    ],
  },
  { rule: 'plan', kind: 'plan', patterns: ['{plan}'] },
  { rule: 'plan.earnest', kind: 'earnest', patterns: ['{earnest}'] },
  {
    rule: 'plan.resolved',
    kind: 'resolved',
    patterns: [
      '{already} aku|i? {know}|{choose} ~ {howOrWhere}',
      'sebelum|before {suicide}|unalive',
      '{know}|{choose} {howOrWhere}',
      '{howOrWhere} ~ {already} ~ {know}|{choose}|ada|siap',
      'planned|rencanain|aku_rencanain everything|semua|semuanya',
      'the_date|date is set|picked|chosen',
      '{howOrWhere} ~ {know}|{choose} {already}',
      'know|knew|already how|where|when|which',
      'spot|lokasi|the_place|tempat ~~ survey|survei|aku_survey|lihat|picked|found|cek|ready',
      '{already} {choose}',
      'i|aku sudah? {choose} ~ {soon}|tanggal',
      'tinggal nunggu|tunggu|menunggu ~ jam|hari|waktu|malam|tanggal|semua|sepi',
      'semua|semuanya|everything ~ siap|ready|disiapin|aku_siapin|planned',
      'calm|tenang|lega|peaceful since|sejak|setelah - i|aku ~ {choose}',
      'aku|i sudah|have? {choose}',
    ],
  },
  {
    rule: 'plan.do_it',
    kind: 'resolved',
    patterns: [
      '{soon} ~~ {wish} ~ {doIt}',
      'sampai|until|lalu|then|setelah|after ~~ {wish} ~ {doIt}',
      'tulis|tandai|marked|wrote ~ di|on|in kalender|calendar|my_calendar|jadwal',
      '{again} ~ {tryAgain}',
      '{tryAgain} ~ {again}|{soon}',
      'kalau|if|once|when ~ {amount} ~ cukup|penuh|enough|full',
      'thinking|kepikiran|mikirin|think - using_it|use_it|pakai_itu',
      'latihan|latian|practiced|rehearsed|practised',
      '{wish} ~ {doIt} ~ {soon}',
      'get_through|lewat|survive ~~ without doing|doing_it',
      'today|tadi|hari_ini|kemarin|yesterday|semalam ~ i|aku? hampir|almost|nearly did|did_it|melakukan|lakuin|ngelakuin',
    ],
  },
  {
    rule: 'time.unseen',
    kind: 'resolved',
    patterns: [
      `pas|kalau|when|waktu|saat|once|while|setelah|sampai|until ~ {household} ~~ kosong|sepi|tidur|pergi|asleep|away|out|
        sleeping|tidak_ada|tidak_di_rumah|leaves|gone|keluar|kondangan|kerja|mudik|pulang_kampung`,
      '{household} ~ is|lagi|sedang|pada ~ away|kosong|sepi|mudik|kondangan|out_of_town',
      'everyone|semua|they ~ asleep|sudah_tidur|sleeping',
      'jam|at satu|dua|tiga|empat|1|2|3|4|12|midnight malam|pagi|subuh|dini|am',
      '{soon} jam|at 1|2|3|4|5|7|8|9|10|11|12|midnight',
      '1am|2am|3am|4am|5am|12am|midnight',
    ],
  },
  {
    rule: 'time.soon',
    kind: 'time',
    patterns: ['{soon}', 'habis|setelah|after|begitu|sehabis|sesudah my|the? {event}'],
  },
];
