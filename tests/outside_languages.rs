//! A text in a language without a page is not told surely: its nearest kin has some of its words, and the confidence says how few.

/// What is told rightly is mostly above this.
const SURE: f32 = 0.9;

#[rustfmt::skip]
const TEXTS: &[(&str, &str)] = &[
    ("Maori", "Kua tae mai nga manuhiri ki te marae i te ata nei, a i powhiritia ratou e nga tangata o te iwi. He nui nga korero mo te whenua me te wai, a ka hoki ano ratou apopo ki te whakarite i nga mahi mo te tau hou."),
    ("Tswana", "Batho ba motse ba kopane maabane go bua ka metsi le ditsela. Kgosi o ne a re go tla nna le kopano e nngwe mo bekeng e e tlang, mme batho botlhe ba tshwanetse go tla. Bana ba sekolo le bone ba ne ba le teng."),
    ("Corsican", "A ghjente di u paisani hè ghjunta sta mane in piazza per sente u merre chì parlava di l'acqua è di e strade. Ci era assai mondu, è ognunu vulia sapè ciò chì ùn andava micca. Dopu, tutti sò vultati in casa soia."),
    ("Scots", "The fowk o the toun gaithert the streen tae hear whit the cooncil wis gaun tae dae aboot the brig. Thay wisna pleased ava, an mony o thaim spak oot agin the ploy, sayin it wad cost ower muckle siller."),
    ("Interlingua", "Le populo del village ha venite heri al placia pro audir le parolas del presidente super le aqua e le stratas. Ille ha dicite que le nove ponte essera aperte in le proxime mense, e totes ha applaudite."),
    ("Sundanese", "Warga kampung ngariung di balé désa kamari peuting pikeun ngabahas cai jeung jalan. Kapala désa nyebutkeun yén bakal aya rapat deui minggu hareup, sarta sakabéh warga kudu datang. Barudak sakola ogé milu hadir."),
];

#[test]
fn languages_without_a_page_are_not_told_surely() {
    for (name, text) in TEXTS {
        let article = copydesk::split(text);
        assert!(article.language_confidence() < SURE, "{name} is told as {:?}, {:.2}", article.language(), article.language_confidence());
    }
}

#[test]
fn a_headline_alone_tells_nothing() {
    for headline in
        ["Ferry back in service", "Le bac repart lundi", "Fähre fährt wieder", "Prom znów kursuje", "La barca torna in servizio"]
    {
        assert_eq!(copydesk::split(headline).language(), None, "{headline}");
    }
}
