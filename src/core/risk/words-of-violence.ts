/** Words of hurting: oneself, the writer, others. Forms of a verb come from its roots (`forms`); the spelling is that of spellings.ts. */

/** Root and the root with its nasal, as "pukul mukul"; a third where me- is not put before the nasal. */
// biome-ignore format: a list of words
const hitting = [
  'pukul mukul', 'tampar nampar', 'tendang nendang', 'tonjok nonjok', 'jotos njotos', 'gebuk ngegebuk menggebuk',
  'hajar ngehajar menghajar', 'banting ngebanting membanting', 'jambak ngejambak menjambak', 'cekik nyekik mencekik',
  'siksa nyiksa', 'aniaya nganiaya', 'sabet nyabet', 'sundut nyundut', 'cambuk nyambuk mencambuk',
  'gaplok ngegaplok menggaplok', 'tabok nabok', 'keplak ngeplak', 'gampar ngegampar menggampar', 'injak nginjak',
  'keroyok ngeroyok', 'ludah ngeludah meludah', 'seret nyeret', 'bacok mbacok membacok', 'tusuk nusuk',
  'gebug nggebug', 'tempeleng nempeleng', 'kaplok ngaplok', 'antem ngantem', 'neunggeul neunggeul',
  'gigit ngegigit menggigit', 'cakar nyakar', 'gencet ngencet', 'setrika nyetrika', 'jedotin ngejedotin',
  'bakar mbakar membakar', 'tapok napok', 'kepruk ngepruk', 'sebat nyebat', 'pecut mecut', 'rotan ngerotan',
  'dorong ngedorong mendorong', 'palak malak', 'lempar ngelempar melempar', 'siram nyiram', 'gebrak nggebrak',
  'bully ngebully membully', 'rundung ngerundung merundung', 'gablok ngegablok', 'bogem ngebogem',
  'hantam ngehantam menghantam', 'tarik narik', 'timpuk nimpuk', 'sikut nyikut', 'keprek ngeprek', 'kurung ngurung',
  'sekap nyekap',
];
/** Nothing else than violence, whoever did it; the others above may be of balls, drums, doors and jokes. */
// biome-ignore format: a list of words
const plainlyViolent = [
  'tampar', 'tonjok', 'gebuk', 'jambak', 'cekik', 'siksa', 'aniaya', 'sundut', 'gaplok', 'tabok', 'gampar', 'keroyok',
  'ludah', 'bacok', 'gebug', 'tempeleng', 'sekap', 'jotos', 'keplak', 'palak', 'kaplok', 'antem', 'kepruk', 'pecut',
  'cambuk', 'bogem', 'gablok',
];
// biome-ignore format: a list of words
const sexual = [
  'perkosa merkosa', 'leceh ngeleceh meleceh', 'raba ngeraba meraba', 'cabul nyabul mencabul',
  'grepe ngegrepe menggrepe', 'remas ngeremas meremas', 'setubuh nyetubuh menyetubuh', 'pegang megang',
  'sentuh nyentuh', 'cium nyium mencium', 'peluk meluk', 'elus ngelus', 'toel noel', 'rogol ngerogol',
];
const plainlySexual = ['perkosa', 'leceh', 'raba', 'cabul', 'grepe', 'remas', 'setubuh', 'rogol'];

const forms = (verb: string) => {
  const [root, nasal, withMe = `me${nasal}`] = verb.split(' ') as [string, string, string?];
  const endings = ['', 'in', 'i', 'kan'];
  const doing = [root, nasal, withMe].flatMap((form) => [...endings.map((ending) => form + ending), `${form} ${form}`]);
  const suffered = endings.flatMap((ending) => [
    `di${root}${ending}`,
    `di${root}${ending} ${root}${ending}`,
    `di ${root}${ending}`,
  ]);
  return { root, doing, suffered };
};
const doing = (verbs: readonly string[]) => verbs.flatMap((verb) => forms(verb).doing).join(', ');
const suffered = (verbs: readonly string[], of: readonly string[] | null) =>
  verbs
    .map(forms)
    .filter(({ root }) => of === null || of.includes(root))
    .flatMap((verb) => verb.suffered)
    .join(', ');

export const wordsOfViolence = {
  hit: `
    ${doing(hitting)}, hit, hits, hitting, beat, beats, beating, slap, slaps, slapped, slapping, punched, punches,
    punch, punching, kick, kicked, kicks, kicking, choked, choke, chokes, choking, strangled, strangles, burned,
    burns, whipped, whips, shoved, shoves, abuses, abused, abusing, hurts, hurt, hurting, pushed, pushes, grabs,
    grabbed, threw, throws, smacks, smacked, beaten, main tangan, kasar, ngasarin, main fisik, nyakitin, menyakiti,
    dragged, hajar habis habisan, ngelempar barang`,
  struck: `
    ${suffered(hitting, plainlyViolent)}, kdrt, main tangan, ringan tangan, main fisik, kekerasan dalam rumah tangga,
    kekerasan fisik, korban kekerasan, dikasarin, dikasari, disiram air panas, dipukulin habis habisan, kena pukul,
    kena tampar, kena gebuk, kena tendang, ditodong, digebugi, ditenggeul, ditokak, disetrika, beaten up, beat me up,
    beating me up, hitting me, kicking me, punching me, beats me up, domestic violence, being abused, been abused,
    physically abused, abusive, ditelanjangi, ditelanjangin`,
  strike: doing(hitting.filter((verb) => plainlyViolent.includes(forms(verb).root))),
  maybeStruck: `
    ${suffered(hitting, null)}, disakitin, disakiti, diancam, diancem, diteror, disetrika, dianiaya, dipidak,
    digituin, dipermalukan, dibuli`,
  /** sexual, whoever did it */
  molested: `
    ${suffered(sexual, plainlySexual)}, melecehkan, lecehin, ngelecehin, memperkosa, perkosa, perkosaan, pemerkosaan,
    pelecehan, pelecehan seksual, kekerasan seksual, pencabulan, dicabuli, grepe, grepein, pegang pegang aku, rogol,
    raped, rape, molested, molests, molest, groped, gropes, sexually assaulted, sexual assault, sexually harassed,
    sexually harasses, sexually abused, assaulted me, touched me, touches me, touching me, touch me,
    forced himself on me, forces himself on me, fondled, grooming, groomed, cat calling, catcalling, dicatcall`,
  touch: `
    ${doing(sexual)}, ${suffered(sexual, null)}, menyentuh, memegang, nyabak, nyabak nyabak, ngusap, mengusap, mijit,
    kissed, kisses, touch, touched, touches, touching, grabbed, rubs, rubbed, puts his hand, put his hand`,
  intimate: `
    paha, dada, payudara, pantat, bokong, kemaluan, badan, tubuh, bagian intim, bagian pribadi, area pribadi, bibir,
    leher, pinggang, bagian yang tidak semestinya, alat kelamin, thigh, thighs, chest, breast, breasts, butt,
    private parts, waist, body, inappropriately, legs, tempat yang tidak seharusnya, rok, baju dalam`,
  sex: `
    things in bed, in bed, gituan, berhubungan, hubungan badan, hubungan intim, hubungan seks, seks, ngeseks,
    tidur bareng, tidur sama dia, begituan, ml, buka baju, lepas baju, telanjang, bugil, ciuman, cium, ngamar, hotel,
    oral, vcs, hubungan suami istri, sex, have sex, sleep with him, undress, take my clothes off, sexual, intercourse`,
  force: `
    dipaksa, paksa, maksa, memaksa, terpaksa, maksain, dipaksain, forced, forces, forcing, made me, makes me,
    pressured, pressures, coerced, peksa, dipekso`,
  picture: `
    foto, foto aku, video, video aku, pap, foto pribadi, foto telanjang, foto bugil, rekaman, chat, screenshot, ss,
    aib, nudes, nude, pictures, picture, photos, photo, videos, private photos, private videos, naked, konten`,
  bare: `
    telanjang, bugil, tanpa baju, tanpa busana, pribadi, nude, nudes, naked, seksi, topless, buka baju, vcs, syur,
    private, intimate, explicit, foto pap, dada, pap tt, tt, pap`,
  spread: `
    sebar, nyebar, sebarin, nyebarin, menyebar, menyebarkan, sebarkan, disebar, disebarin, disebarkan, tersebar,
    kesebar, upload, diupload, viralin, diviralin, memviralkan, posting, ngepost, bocorin, dibocorin, kirim ke,
    dikirim ke, ngirim ke, mengirimkannya, send, sends, post, posts, leak, leaks, leaked, share, shared, spread,
    spreading, ekspos, publish`,
  made: 'made, makes, forced, forces, pushed, pressured',
  locked: 'locked, locks, ngunci, mengunci, ngunciin, kunci, took my keys, ambil kunci, nyita kunci',
  slay: 'bunuh, membunuh, ngebunuh, habisi, habisin, abisin, ngabisin, menghabisi, bacok, gorok, mateni, kill, shoot, stab, murder',
  building: 'dorm, asrama, school, sekolah, kelas, class, house, rumah, kampus, campus, kantor, office, kos',
  tonight: `
    malam ini, nanti malam, tonight, sebentar lagi, bentar lagi, malam nanti, tiap malam, every night, malam besok`,
  threaten: `
    ancam, ngancam, ngancem, mengancam, diancam, diancem, ancaman, teror, neror, meneror, diteror, threatens,
    threatened, threatening, threaten, threat, blackmail, blackmails, blackmailed, blackmailing, memeras, pemerasan,
    diperas, meras, extort, sextortion, says he will, said he will, says hell, katanya bakal, katanya mau,
    bilang akan, bilang bakal, bilang mau`,
  kill: `
    bunuh, membunuh, ngebunuh, mbunuh, habisi, habisin, abisin, ngabisin, ngabisi, menghabisi, bacok, membacok, tusuk,
    nusuk, menusuk, tikam, nikam, menikam, bantai, ngebantai, membantai, tembak, nembak, menembak, matiin, mematikan,
    racunin, ngeracunin, meracuni, bakar, membakar, gorok, kill, murder, killing, murdering, stabbing, shooting,
    smash, smashing, strangling, stab, shoot, strangle, poison, burn down, hurt, harm, attack, bash, mateni, maehan,
    nyelakain, mencelakai, lenyapkan, beat up, beat them up`,
  /** what one feels for those one would hurt */
  spite: `
    benci, dendam, ditertawakan, ngetawain, diketawain, ketawa lagi, laughed again, laugh, stop laughing, biar mereka,
    biar dia, biar ngerasain, ngerasain, tahu rasa, tau rasa, tahu rasanya, tau rasanya, rasain, balas, bales,
    pembalasan, revenge, get back at, make them, they will regret, hate them, hate him, muak sama dia, dihina,
    menghina, abisin, urusan aku, digagalkan, they will pay, disebar, ejek, mengejek, ngejek, bully, dibully`,
  wound: `
    lukai, melukai, ngelukain, nyakitin, sakiti, menyakiti, nyakiti, celakai, celakain, mencelakai, mukulin, mukul,
    memukul, hajar, menghajar, gebukin, balas dendam, hurt, harm, hurting, harming, punch, hit, attack, make them pay,
    makes them pay, pay for, revenge, dendam, pukulin, nonjok, tonjok, gebuk, ngegebukin, jotos, hantam, ngehajar`,
  victim: `
    {person}, bullies, my bullies, them all, enemies, dia, mereka, si, stepfather, stepdad, him, her, them, he,
    people, someone, somebody, orang itu, tu orang, orang, guru, teman, ayah, bapak, ibu, kakak, adik, mantan, pacar,
    senior, dosen, bapak tiri, ayah tiri, everyone, dad, mom, brother, sister, sekeluarga, semua orang, teman teman,
    geng, my dad, my brother, my stepdad, my ex, the boys, boys, anak anak itu, anak itu, supervisor, my teacher, om,
    paman, bos, istri, cowok itu, pelaku, keluarga dia, satu sekolah, satu kelas, suami`,
  /** oneself, where a verb of hurting stands before it */
  ownBody: `
    diri, diri sendiri, diri aku, tangan, tangan sendiri, lengan, paha, pergelangan, kulit, perut, kaki, badan, tubuh,
    kepala, kepala sendiri, muka sendiri, aku sendiri, awake dewe, awake dhewe, awak sorangan, myself, my arm,
    my arms, my wrist, my wrists, my thigh, my thighs, my leg, my legs, my skin, my hand, my hands, my stomach,
    herself, himself, themselves, her arms, his arms, her arm, her wrists`,
  hurtOneself: `
    lukai, melukai, ngelukain, nglukai, nyakitin, sakiti, menyakiti, nyakiti, menyakitin, nyakitan, nglarani, sakitin,
    sayat, nyayat, nyayatin, menyayat, sayatin, menyayati, silet, nyilet, nyiletin, siletin, menyilet, iris, ngiris,
    mengiris, irisin, gores, ngegores, menggores, goresin, goreskan, sundut, nyundut, nyundutin, bakar, cakar, nyakar,
    mencakar, cubit, nyubit, jedotin, ngejedotin, benturin, ngebenturin, membenturkan, bentur, pukul, mukul, mukulin,
    memukul, memukuli, pukulin, tampar, nampar, jambak, gigit, hukum, menghukum, ngehukum, barcode, nusuk, menusuk,
    sabet, cut, cuts, cutting, hurt, hurts, hurting, harm, harming, harmed, burn, burning, burned, scratch,
    scratching, scratched, hit, hitting, punish, punishing, slice, slicing, carve, carving, carved, ngukir, mengukir, bite, starve, starving,
    pinch`,
  selfHarm: `
    self harm, selfharm, self harming, self injury, nyilet, nyiletin, cutting myself, barcode tangan, barcodean,
    ngebarcode, barcodein, cutting, self hurt, nyayat, nyayat nyayat, nyilet nyilet, siletan, sayatan, bekas silet,
    bekas sayatan, bekas luka di tangan, relapse cutting, hurt myself, cut myself, harm myself, hurting myself,
    harming myself, burn myself, hit myself, hitting myself, starve myself, starving myself, punish myself,
    nglarani awak dewe, nganyerikeun diri sorangan`,
} as const;
