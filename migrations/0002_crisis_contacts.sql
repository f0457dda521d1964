-- Where the directory of crisis contacts begins: public services of Indonesia, none of them verified. A contact goes into no
-- letter before somebody of the service has called it (crisis_contacts.verified_at); numbers change, and some do not answer
-- everywhere. The source says where each was last read.

insert into crisis_contacts (position, name, contact, hours, source) values
  (1, 'Darurat umum (polisi, ambulans, pemadam)', '112', '',
   'Layanan Nomor Tunggal Panggilan Darurat, Kementerian Komunikasi dan Digital. Belum aktif di semua kabupaten/kota: pada 2025 sekitar 141 dari 514.'),
  (2, 'Healing119, dukungan kesehatan jiwa dan pencegahan bunuh diri', '119 ext. 8, atau www.healing119.id', '',
   'Kementerian Kesehatan bersama IPK Indonesia, dibuka kembali 31 Juli 2025 (kesprimkom.kemkes.go.id, 7 Agustus 2025). Pernah dikabarkan sulit dihubungi: telepon dulu.'),
  (3, 'SAPA 129, untuk kekerasan terhadap perempuan dan anak', '129, atau WhatsApp 08111-129-129', '',
   'Kementerian Pemberdayaan Perempuan dan Perlindungan Anak (dibaca di kontan.co.id, 2025).'),
  (4, 'Polisi', '110', '',
   'Layanan Polisi 110, Kepolisian Negara Republik Indonesia.'),
  (5, 'Ambulans dan gawat darurat medis', '119', '',
   'Layanan 119 (PSC 119), Kementerian Kesehatan dan pemerintah daerah. Belum aktif di semua daerah.');
