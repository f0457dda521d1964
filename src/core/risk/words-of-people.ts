/** Who does, who suffers, who tells. `{name}` takes in another list; the spelling is that of spellings.ts. */
export const wordsOfPeople = {
  me: 'aku, i, me, my, myself, mine',
  /** whom violence hurts: the writer and those at home */
  us: 'kami, us, aku, me, i, ibu, adik, kakak, anak anak',
  kin: `
    ayah, bapak, ibu, ortu, orang tua, adik, kakak, abang, mas, mbak, teteh, kakek, nenek, opa, oma, simbah, eyang,
    om, paman, pakde, pakdhe, bude, budhe, tante, bibi, bulik, paklik, sepupu, ipar, saudara, keponakan, suami, istri,
    anak, keluarga, ayah tiri, bapak tiri, ibu tiri, kakak ipar, wali, majikan, kembaran, dad, father, daddy, mom,
    mum, mommy, mother, parents, parent, stepdad, stepfather, stepmom, stepmother, brother, stepbrother, sister,
    uncle, aunt, cousin, grandpa, grandfather, grandma, husband, wife, family`,
  partner: 'pacar, mantan, tunangan, gebetan, boyfriend, girlfriend, ex, fiance, partner, selingkuhan',
  school: `
    guru, dosen, dosbing, dospem, pembimbing, pelatih, senior, kating, kakel, kakak kelas, kakak tingkat,
    teman sekelas, anak kelas, anak anak kelas, anak2, pembina, ustadz, ustad, ustaz, kiai, kyai, pengurus, tutor,
    kepala sekolah, kepsek, satpam, penjaga, teacher, coach, lecturer, supervisor, professor, seniors, classmate,
    classmates, dosen aku, bos, atasan, boss, manager, rekan kerja, ketua, geng, kakak pembina, asdos, aslab,
    tetangga, tukang, sopir, driver, neighbor, neighbour, priest, pastor, pendeta, santri, preman, begal`,
  friend: `
    teman, sahabat, bestie, bestfriend, best friend, roommate, friend, friends, teman sekamar, sekamar, flatmate,
    housemate, classmate, murid, siswa, siswi, mahasiswa, mahasiswi`,
  he: `
    dia, he, she, they, mereka, him, her, them, seseorang, someone, orang, cowok, cewek, laki laki, lelaki, pria,
    a guy, a man, some guy, guy, man, boys, cowo`,
  predator: `
    om, paman, pakde, ayah tiri, bapak tiri, kakak ipar, sepupu, dia, he, stepdad, stepfather, uncle, cousin, my uncle,
    pacar, mantan, boyfriend, my ex, bapak kos, tetangga, majikan, a man, a guy, orang itu, pria itu, mereka, they,
    kakak tiri, stepbrother, ayah, dad, orang asing, stranger, tukang, sopir, driver, kakek, grandpa`,
  person: '{kin}, {partner}, {school}, {friend}, {he}',
  /** those whose danger a writer tells: not the counsellor who is addressed */
  other: `
    adik, teman, sahabat, bestie, bestfriend, best friend, roommate, friend, friends, sister, brother, cousin, sepupu,
    pacar, mantan, boyfriend, girlfriend, kembaran, keponakan, dia, she, he, they, teman sekamar, classmate, abang,
    ayah, ortu, murid, siswa, tetangga, anak, suami, istri, mom, dad, mereka`,
  stranger: `
    artis, idol, seleb, tokoh, orang orang, warga, korban, pelaku, tersangka, penyanyi, vokalis, aktor, aktris,
    remaja, masyarakat, public figure, celebrity, actor, singer, character, people, mahasiswa lain, pasien, pahlawan,
    penulis, raja, karakter, tetangga kampung, seorang mahasiswa, seorang siswa`,
} as const;
