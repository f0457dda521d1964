/** The words that cues look for, in Indonesian as it is written every day and in English. Data only; observe.ts holds the rules. */

/** A letter begins so: a greeting, or whom it is for. */
// biome-ignore format: a list of words
export const greetings = [
  'halo', 'hallo', 'hai', 'hay', 'hi', 'hey', 'hello', 'heyy', 'selamat pagi', 'selamat siang', 'selamat sore', 'selamat malam',
  'pagi', 'siang', 'sore', 'malam', 'assalamualaikum', "assalamu'alaikum", 'assalamu alaikum', 'salam', 'shalom', 'om swastiastu',
  'punten', 'permisi', 'yth', 'kepada', 'dear', 'good morning', 'good evening', 'good afternoon', 'good day', 'bu', 'ibu', 'pak',
  'bapak', 'kak', 'kakak', 'bang', 'mas', 'mbak', 'ustaz', 'ustadz', 'ustazah', 'ms', 'mrs', 'mr', 'miss', 'sir',
];

/** A letter ends so. */
// biome-ignore format: a list of words
export const signOffs = [
  'makasih', 'mksh', 'trims', 'terima kasih', 'terimakasih', 'thx', 'thanks', 'thank you', 'salam', 'salam hangat', 'hormat saya',
  'wassalam', 'wassalamualaikum', 'peluk', 'sekian', 'love', 'best', 'best wishes', 'cheers', 'bye', 'see you', 'xo', 'xoxo',
  'kind regards', 'regards', 'warm regards', 'take care', 'sincerely', 'yours', 'dadah', 'sampai jumpa',
];

// biome-ignore format: a list of words
export const self = [
  'aku', 'saya', 'gue', 'gw', 'gua', 'ane', 'awak', 'diriku', 'hidupku', 'hatiku', 'i', "i'm", "i've", "i'll", "i'd", 'im', 'me',
  'my', 'mine', 'myself',
];

// biome-ignore format: a list of words
export const absolutes = [
  'selalu', 'tidak pernah', 'nggak pernah', 'ngga pernah', 'gak pernah', 'ga pernah', 'tak pernah', 'tidak akan pernah',
  'nggak akan pernah', 'gak akan pernah', 'ga akan pernah', 'semua orang', 'semuanya', 'tidak ada yang', 'nggak ada yang',
  'gak ada yang', 'ga ada yang', 'pasti', 'sama sekali', 'selamanya', 'setiap saat', 'always', 'never', 'everyone', 'everybody',
  'nobody', 'no one', 'everything', 'nothing', 'completely', 'forever', 'all the time',
];

/** "Sehat selalu" is a wish, not a judgement. */
export const notAbsolute = ['sehat selalu', 'sukses selalu', 'bahagia selalu', 'selalu sehat', 'as always'];

// biome-ignore format: a list of words
export const hedges = [
  'mungkin', 'kayaknya', 'kayanya', 'keknya', 'sepertinya', 'entah', 'entahlah', 'agak', 'barangkali', 'kali ya', 'maybe',
  'perhaps', 'i guess', 'i suppose', 'sort of', 'kind of', 'probably', 'possibly', 'somehow',
];

/** That all is well. */
// biome-ignore format: a list of words
export const calm = [
  'baik-baik saja', 'baik-baik aja', 'baik baik saja', 'baik baik aja', 'baik2 saja', 'baik2 aja', 'gapapa', 'gpp', 'ga papa',
  'gak papa', 'nggak papa', 'ga apa-apa', 'gak apa-apa', 'nggak apa-apa', 'enggak apa-apa', 'tidak apa-apa', 'tidak masalah',
  'nggak masalah', 'gak masalah', 'ga masalah', 'santai aja', 'santai saja', 'fine-fine aja', 'fine fine aja', 'aman kok',
  'aman aja', 'oke kok', 'oke-oke aja', "i'm fine", 'i am fine', 'im fine', "i'm totally fine", 'i am totally fine', "i'm ok",
  "i'm okay", 'i am okay', 'i am ok', "i'm good", 'doing fine', "it's fine", "it's okay", 'all good', 'no worries',
];

/** Before it, it is not said of oneself, or taken back. */
// biome-ignore format: a list of words
export const notCalm = [
  'tidak', 'nggak', 'ngga', 'gak', 'ga', 'bukan', 'belum', 'semoga', 'moga', 'mudah-mudahan', 'pura-pura', 'berpura-pura', 'not',
  "don't", 'pretend', 'pretending', 'hope', 'ibu', 'bu', 'bapak', 'pak', 'kakak', 'kak', 'dia', 'mama', 'papa', 'ayah', 'adik',
  'mereka', 'you', 'he', 'she', 'they', 'kalau', 'if', 'seolah', 'sekarang', 'akhirnya', 'now',
];

/** After it, it is about a thing: "okay with asking". */
export const aboutAThing = ['with', 'dengan', 'sama', 'kalau', 'if'];

// biome-ignore format: a list of words
export const distress = [
  'nangis', 'menangis', 'sedih', 'takut', 'ketakutan', 'cemas', 'panik', 'sesek', 'sesak', 'hancur', 'kosong', 'hampa',
  'kesepian', 'putus asa', 'nggak kuat', 'gak kuat', 'ga kuat', 'tidak kuat', 'tidak sanggup', 'nggak sanggup', 'gak sanggup',
  'mual', 'gemetar', 'gemeteran', 'nggak bisa tidur', 'gak bisa tidur', 'ga bisa tidur', 'tidak bisa tidur', 'susah tidur',
  'sakit hati', 'benci diri', 'stres', 'stress', 'tertekan', 'terpuruk', 'lelah banget', 'capek banget', 'capek hidup', 'crying',
  'cried', 'cry', 'sad', 'scared', 'afraid', 'hopeless', 'empty', 'lonely', 'panic', 'panicked', 'shaking', 'anxious',
  'hate myself', "can't sleep", 'cannot sleep', 'worthless', 'numb', 'ashamed', 'terrified', 'miserable',
];

export const notDistress = [
  'tidak',
  'nggak',
  'gak',
  'ga',
  'bukan',
  'jangan',
  'not',
  "didn't",
  "don't",
  'without',
  'tanpa',
];

/** May stand between: "tidak terlalu takut". */
export const howMuch = ['terlalu', 'begitu', 'lagi', 'akan', 'so', 'too', 'very', 'really'];

/** Told as over: "dulu saya menangis". */
export const longAgo = ['dulu', 'dahulu', 'waktu itu', 'used to', 'back then'];

export const laughter =
  /(?<![\p{L}\p{N}])(?:(?:wk){2,}w?|(?:ha){2,}h?|(?:he){2,}|(?:hi){2,}|(?:xi){2,}|lol|lmao)(?![\p{L}\p{N}])|[🙂😅😂🤣😆😁]/giu;

/** Pictures, and faces made of signs. */
export const emoticons =
  /\p{Extended_Pictographic}(?:\u200D\p{Extended_Pictographic}|\uFE0F|[\u{1F3FB}-\u{1F3FF}])*|(?<![\p{L}\p{N}])(?:[:;=]-?[)(DPp|/]|\^_?\^|<3|[xX]D)(?![\p{L}\p{N}])/gu;

/** Written in capitals by everybody. */
// biome-ignore format: a list of words
export const acronyms = [
  'BK', 'UKS', 'OSIS', 'SD', 'SMP', 'SMA', 'SMK', 'MTS', 'MAN', 'PHK', 'HP', 'WA', 'IG', 'TV', 'PR', 'KTP', 'SIM', 'UTBK', 'SNBP',
  'SNBT', 'UAS', 'UTS', 'UN', 'IPA', 'IPS', 'TOEFL', 'IPK', 'SKS', 'KKN', 'PKL', 'UKM', 'BEM', 'RT', 'RW', 'TNI', 'ASN', 'PNS',
  'BPJS', 'IGD', 'ICU', 'RS', 'KRL', 'MRT', 'AC', 'PC', 'DM', 'OK', 'USA', 'UK', 'TPPK', 'AM', 'PM', 'ID', 'CV', 'DVD', 'MCQ', 'GCSE',
];
