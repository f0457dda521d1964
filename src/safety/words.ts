/** The words of danger: plain and calm, for people who read them in a hard hour. */
import type { Catalogue } from '../web/merge-words.ts';
import type { answerDisclosure, askDisclosure, noteTold } from './disclosures.ts';
import type { draftPlan } from './draft-plan.ts';
import type { writeProtocol } from './protocols.ts';

type Command =
  | typeof answerDisclosure
  | typeof askDisclosure
  | typeof draftPlan
  | typeof noteTold
  | typeof writeProtocol;

export type SafetyRefusal = Extract<Awaited<ReturnType<Command>>, { refused: string }>['refused'];

const id = {
  'protocol.title': (p: { code: string }) => `Protokol bahaya ${p.code}`,
  'protocol.lead':
    'Bantuan didahulukan: balas atau hubungi dulu, lalu tulis di sini. Yang wajib hanya penilaian Anda; bagian lain boleh menyusul.',
  'protocol.back': 'Kembali ke kasus',
  'protocol.head': 'Protokol bahaya',
  'protocol.begin': 'Tulis protokol',
  'protocol.open': 'Buka protokol',
  'protocol.missing':
    'Bahaya terbaca mendesak dan belum ada protokol sesudahnya. Bantu dulu; sebelum tandanya diturunkan, protokolnya perlu ada.',
  'protocol.version': (p: { version: number }) => `Versi ${p.version}`,
  'protocol.by': 'Ditulis',
  'protocol.earlier': 'Versi sebelumnya',
  'protocol.step.dangers': '1. Bahaya apa',
  'protocol.step.dangers.hint': 'Boleh lebih dari satu. Kosongkan semua bila ternyata tidak ada yang dalam bahaya.',
  'protocol.step.known': '2. Yang diketahui',
  'protocol.step.known.hint': 'Hanya yang tertulis atau sudah ditanyakan. Menduga berarti belum tahu.',
  'protocol.step.assessment': '3. Penilaian Anda',
  'protocol.assessment': 'Penilaian dalam kata-kata Anda sendiri',
  'protocol.assessment.hint': 'Apa yang membuat Anda khawatir, apa yang melindungi, dan apa yang belum diketahui.',
  'protocol.step.plan': '4. Rencana keselamatan',
  'protocol.step.plan.hint':
    'Dalam kata-kata konseli, sebanyak yang sudah dibicarakan. Bukan janji untuk tidak mati: janji seperti itu tidak melindungi.',
  'protocol.step.handed': '5. Diserahkan ke layanan darurat',
  'protocol.step.handed.hint': 'Isi hanya bila sudah diserahkan.',
  'protocol.handed_to': 'Layanan',
  'protocol.incident': 'Nomor laporan atau kejadian',
  'protocol.konseli': 'Apakah konseli setuju',
  'protocol.save': 'Simpan protokol',
  'protocol.save.hint': 'Setiap penyimpanan menjadi versi baru; yang lama tetap dapat dibaca.',
  'protocol.plan.draft': 'Masukkan rencana ke draf balasan',
  'protocol.plan.draft.hint': 'Tidak ada yang terkirim sendiri. Rencananya masuk ke balasan yang sedang Anda tulis.',
  'protocol.guides': 'Panduan untuk Anda',
  'protocol.guides.hint': 'Hanya untuk staf. Tidak ada di antara templat dan tidak dapat terkirim.',
  'protocol.said.written': 'Protokol tersimpan.',
  'protocol.said.drafted': 'Rencana keselamatan ada di draf balasan. Periksa dulu sebelum mengirim.',

  'danger.wish_to_die': 'Keinginan untuk mati',
  'danger.self_harm': 'Menyakiti diri',
  'danger.harm_by_somebody': 'Disakiti orang lain',
  'danger.harm_to_others': 'Hendak menyakiti orang lain',
  'danger.none': 'Ternyata tidak ada yang dalam bahaya',
  'danger_known.wish': 'Keinginan',
  'danger_known.plan': 'Rencana',
  'danger_known.means': 'Sarana di dekatnya',
  'danger_known.time': 'Waktu tertentu',
  'danger_answer.yes': 'Ya',
  'danger_answer.no': 'Tidak',
  'danger_answer.not_known': 'Belum tahu',
  'safety_plan.warning_signs': 'Tanda bahwa keadaan mulai berat',
  'safety_plan.what_helps': 'Yang bisa dilakukan sendiri',
  'safety_plan.people_and_places': 'Orang dan tempat yang mengalihkan pikiran',
  'safety_plan.whom_to_ask': 'Orang yang bisa dimintai tolong',
  'safety_plan.professionals': 'Layanan dan tenaga ahli',
  'safety_plan.means': 'Membuat sarana sulit dijangkau',
  'handed_over.agreed': 'Konseli setuju',
  'handed_over.disagreed': 'Konseli tidak setuju',
  'handed_over.not_asked': 'Belum dapat ditanyakan',

  'disclosure.title': 'Memberi tahu pihak lain',
  'disclosure.hint':
    'Membuka rahasia diputuskan berdua. Konseli diberi tahu lebih dulu bila itu aman baginya. Ceritakan hanya yang perlu untuk menolong.',
  'disclosure.add': 'Ada yang perlu diberi tahu',
  'disclosure.to': 'Siapa yang diberi tahu',
  'disclosure.what': 'Apa yang diceritakan',
  'disclosure.why': 'Mengapa perlu',
  'disclosure.why.hint':
    'Paling sedikit 20 huruf, supaya orang kedua dapat menimbang. Bila tidak aman memberi tahu konseli dulu, tulis sebabnya.',
  'disclosure.konseli_first': 'Konseli lebih dulu',
  'disclosure.first.told': 'Konseli sudah diberi tahu lebih dulu',
  'disclosure.first.not_safe': 'Tidak aman memberi tahu konseli lebih dulu',
  'disclosure.alone': 'Sudah saya beri tahu sendiri; menunggu orang kedua berbahaya',
  'disclosure.alone.hint': 'Hanya bila bantuan tidak dapat menunggu. Supervisor melihatnya dan menimbang sesudahnya.',
  'disclosure.save': 'Catat',
  'disclosure.asked_by': (p: { name: string }) => `Diajukan ${p.name}`,
  'disclosure.alone_by': (p: { name: string }) => `Diberitahukan ${p.name} sendiri, karena tidak dapat menunggu`,
  'disclosure.agreed_by': (p: { name: string }) => `Disetujui ${p.name}`,
  'disclosure.refused_by': (p: { name: string }) => `Tidak disetujui ${p.name}`,
  'disclosure.waits': 'Menunggu orang kedua: pendamping atau supervisor.',
  'disclosure.waiting': (p: { n: number }) => `${p.n} pemberitahuan menunggu persetujuan Anda sebagai orang kedua.`,
  'disclosure.agree': 'Setuju',
  'disclosure.refuse': 'Tidak setuju',
  'disclosure.tell': 'Sudah diberi tahu',
  'disclosure.told': 'Sudah diberi tahu',
  'disclosure.said.asked': 'Tercatat. Orang kedua perlu menyetujui sebelum ada yang diberi tahu.',
  'disclosure.said.alone': 'Tercatat. Supervisor akan melihatnya dan menimbang sesudahnya.',
  'disclosure.said.agree': 'Persetujuan Anda tercatat.',
  'disclosure.said.refuse': 'Tercatat bahwa Anda tidak setuju.',
  'disclosure.said.told': 'Tercatat bahwa pihak itu sudah diberi tahu.',

  'protocols.title': 'Bahaya tanpa protokol',
  'protocols.lead':
    'Kasus yang sehari lalu terbaca mendesak dan belum punya protokol, dan pemberitahuan yang diputuskan seorang diri. Tanpa isi.',
  'protocols.due': 'Belum ada protokol',
  'protocols.since': 'Terbaca mendesak sejak',
  'protocols.counsellor': 'Konselor',
  'protocols.alone': 'Diberitahukan seorang diri',
  'protocols.alone.by': 'Oleh',
  'protocols.none': 'Tidak ada yang tertinggal',
  'protocols.none.text': 'Setiap bahaya yang terbaca sudah punya protokol, atau baru terbaca hari ini.',

  'safety_refusal.not_found': 'Kasus ini tidak ada, atau bukan untuk Anda.',
  'safety_refusal.needs_reason':
    'Waktu membaca Anda sudah habis. Buka lagi kasusnya dengan alasan. Belum ada yang disimpan.',
  'safety_refusal.closed': 'Kasus ini sudah berakhir dan tidak berubah lagi.',
  'safety_refusal.protocol_without_assessment':
    'Tulis penilaian Anda, walau satu kalimat. Protokol belum disimpan; isian Anda masih ada di bawah.',
  'safety_refusal.protocol_too_long':
    'Ada isian yang terlalu panjang, paling banyak 4.000 huruf. Belum ada yang disimpan; isian Anda masih ada di bawah.',
  'safety_refusal.handed_over_to_nobody':
    'Tulis layanan mana yang menerima. Protokol belum disimpan; isian Anda masih ada di bawah.',
  'safety_refusal.protocol_changed':
    'Sementara Anda menulis, versi baru disimpan orang lain. Bandingkan dulu di atas, lalu salin yang perlu. Isian Anda masih ada di bawah dan belum disimpan.',
  'safety_refusal.no_plan_yet': 'Rencana keselamatan masih kosong. Isi dulu dan simpan. Draf balasan tidak berubah.',
  'safety_refusal.disclosure_to_nobody':
    'Tulis siapa yang diberi tahu dan apa yang diceritakan. Belum ada yang disimpan.',
  'safety_refusal.reason_too_short': 'Alasan perlu paling sedikit 20 huruf. Belum ada yang disimpan.',
  'safety_refusal.reason_too_long': 'Alasan terlalu panjang, paling banyak 4.000 huruf. Belum ada yang disimpan.',
  'safety_refusal.nothing_asked': 'Ini sudah dijawab atau sudah tercatat. Tidak ada yang berubah.',
  'safety_refusal.asked_it_yourself': 'Yang mengajukan tidak dapat menyetujui sendiri. Minta orang kedua.',
  'safety_refusal.not_agreed_yet':
    'Orang kedua belum menyetujui. Bila bantuan tidak dapat menunggu, catat sebagai pemberitahuan seorang diri.',
};

const en: typeof id = {
  'protocol.title': (p) => `Protocol of a danger ${p.code}`,
  'protocol.lead':
    'Help comes first: answer or call, then write here. Only your judgement is asked for; the rest may follow.',
  'protocol.back': 'Back to the case',
  'protocol.head': 'Protocol of a danger',
  'protocol.begin': 'Write the protocol',
  'protocol.open': 'Open the protocol',
  'protocol.missing':
    'The danger was read as urgent and there is no protocol since. Help first; before it is read as less, there has to be one.',
  'protocol.version': (p) => `Version ${p.version}`,
  'protocol.by': 'Written',
  'protocol.earlier': 'Earlier versions',
  'protocol.step.dangers': '1. What danger',
  'protocol.step.dangers.hint':
    'More than one is possible. Leave all empty when it turned out that nobody is in danger.',
  'protocol.step.known': '2. What is known',
  'protocol.step.known.hint': 'Only what stands there or was asked. To suspect is not to know yet.',
  'protocol.step.assessment': '3. Your judgement',
  'protocol.assessment': 'Your judgement in your own words',
  'protocol.assessment.hint': 'What worries you, what protects, and what is not known yet.',
  'protocol.step.plan': '4. Safety plan',
  'protocol.step.plan.hint':
    'In the konseli’s words, as far as you have talked about it. No promise not to die: such promises do not protect.',
  'protocol.step.handed': '5. Handed over to an emergency service',
  'protocol.step.handed.hint': 'Only when it was handed over.',
  'protocol.handed_to': 'Service',
  'protocol.incident': 'Number of the report or incident',
  'protocol.konseli': 'Whether the konseli agreed',
  'protocol.save': 'Save the protocol',
  'protocol.save.hint': 'Every saving is a new version; the older ones stay readable.',
  'protocol.plan.draft': 'Put the plan into the draft of an answer',
  'protocol.plan.draft.hint': 'Nothing is sent by itself. The plan goes into the answer you are writing.',
  'protocol.guides': 'Guides for you',
  'protocol.guides.hint': 'For staff alone. They are no templates and cannot be sent.',
  'protocol.said.written': 'The protocol is saved.',
  'protocol.said.drafted': 'The safety plan is in the draft of your answer. Look it over before you send it.',

  'danger.wish_to_die': 'A wish to die',
  'danger.self_harm': 'Self-harm',
  'danger.harm_by_somebody': 'Harmed by somebody',
  'danger.harm_to_others': 'Means to harm others',
  'danger.none': 'It turned out that nobody is in danger',
  'danger_known.wish': 'Wish',
  'danger_known.plan': 'Plan',
  'danger_known.means': 'Means at hand',
  'danger_known.time': 'A certain time',
  'danger_answer.yes': 'Yes',
  'danger_answer.no': 'No',
  'danger_answer.not_known': 'Not known',
  'safety_plan.warning_signs': 'Signs that things are getting hard',
  'safety_plan.what_helps': 'What can be done alone',
  'safety_plan.people_and_places': 'People and places that take the mind off it',
  'safety_plan.whom_to_ask': 'People who can be asked for help',
  'safety_plan.professionals': 'Services and professionals',
  'safety_plan.means': 'Making the means hard to reach',
  'handed_over.agreed': 'The konseli agreed',
  'handed_over.disagreed': 'The konseli did not agree',
  'handed_over.not_asked': 'Could not be asked yet',

  'disclosure.title': 'Telling somebody else',
  'disclosure.hint':
    'Breaking confidence is decided by two. The konseli hears of it first where that is safe for them. Tell only what is needed to help.',
  'disclosure.add': 'Somebody has to be told',
  'disclosure.to': 'Who is told',
  'disclosure.what': 'What is told',
  'disclosure.why': 'Why it is needed',
  'disclosure.why.hint':
    'At least 20 letters, so that a second person can weigh it. Where it is not safe to tell the konseli first, say why.',
  'disclosure.konseli_first': 'The konseli first',
  'disclosure.first.told': 'The konseli was told first',
  'disclosure.first.not_safe': 'It is not safe to tell the konseli first',
  'disclosure.alone': 'I have told them already; waiting for a second person was dangerous',
  'disclosure.alone.hint': 'Only where help cannot wait. A supervisor sees it and weighs it afterwards.',
  'disclosure.save': 'Put on record',
  'disclosure.asked_by': (p) => `Asked by ${p.name}`,
  'disclosure.alone_by': (p) => `Told by ${p.name} alone, because it could not wait`,
  'disclosure.agreed_by': (p) => `Agreed by ${p.name}`,
  'disclosure.refused_by': (p) => `Not agreed by ${p.name}`,
  'disclosure.waits': 'Waits for a second person: a co-counsellor or a supervisor.',
  'disclosure.waiting': (p) => `${p.n} ${p.n === 1 ? 'telling waits' : 'tellings wait'} for you as the second person.`,
  'disclosure.agree': 'Agree',
  'disclosure.refuse': 'Do not agree',
  'disclosure.tell': 'They were told',
  'disclosure.told': 'They were told',
  'disclosure.said.asked': 'On record. A second person has to agree before anybody is told.',
  'disclosure.said.alone': 'On record. A supervisor will see it and weigh it afterwards.',
  'disclosure.said.agree': 'Your agreement is on record.',
  'disclosure.said.refuse': 'It is on record that you do not agree.',
  'disclosure.said.told': 'It is on record that they were told.',

  'protocols.title': 'Danger without a protocol',
  'protocols.lead':
    'Cases that were read as urgent a day ago and have no protocol yet, and tellings that one person decided alone. No content.',
  'protocols.due': 'No protocol yet',
  'protocols.since': 'Read as urgent since',
  'protocols.counsellor': 'Counsellor',
  'protocols.alone': 'Told by one alone',
  'protocols.alone.by': 'By',
  'protocols.none': 'Nothing was left behind',
  'protocols.none.text': 'Every danger that was read has a protocol, or was read only today.',

  'safety_refusal.not_found': 'This case does not exist, or it is not for you.',
  'safety_refusal.needs_reason': 'Your time for reading is over. Open the case again with a reason. Nothing was saved.',
  'safety_refusal.closed': 'This case has ended and no longer changes.',
  'safety_refusal.protocol_without_assessment':
    'Write your judgement, one sentence is enough. The protocol was not saved; what you wrote is still below.',
  'safety_refusal.protocol_too_long':
    'One of the fields is too long, 4,000 letters at most. Nothing was saved; what you wrote is still below.',
  'safety_refusal.handed_over_to_nobody':
    'Write which service took it. The protocol was not saved; what you wrote is still below.',
  'safety_refusal.protocol_changed':
    'While you were writing, somebody saved a new version. Compare above, then copy what is needed. What you wrote is still below and was not saved.',
  'safety_refusal.no_plan_yet':
    'The safety plan is still empty. Fill it in and save it first. Your draft did not change.',
  'safety_refusal.disclosure_to_nobody': 'Write who is told and what is told. Nothing was saved.',
  'safety_refusal.reason_too_short': 'The reason needs at least 20 letters. Nothing was saved.',
  'safety_refusal.reason_too_long': 'The reason is too long, 4,000 letters at most. Nothing was saved.',
  'safety_refusal.nothing_asked': 'This was answered or noted already. Nothing changed.',
  'safety_refusal.asked_it_yourself': 'Whoever asks cannot agree. Ask a second person.',
  'safety_refusal.not_agreed_yet':
    'The second person has not agreed yet. Where help cannot wait, put it on record as told by one alone.',
};

export const words: Catalogue = { id, en };

/** The word that says why; the compiler knows that each reason has one. */
export const refusalWord = (refusal: SafetyRefusal): keyof typeof id => `safety_refusal.${refusal}` as const;
