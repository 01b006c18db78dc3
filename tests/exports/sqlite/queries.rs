//! The file itself: its tables, its questions, and hostile texts in it.

use super::*;

#[test]
fn the_file_is_sound_and_the_same_each_time() {
    let docket = real();
    let export = Export::of(&docket);
    let check: String =
        export.database.query_row("PRAGMA integrity_check", [], |row| row.get(0)).expect("a check");
    assert_eq!(check, "ok");
    let broken = export.number("SELECT count(*) FROM pragma_foreign_key_check");
    assert_eq!(broken, 0);
    assert_eq!(export.number("PRAGMA user_version"), 1);
    let bytes =
        |export: &Export| std::fs::read(export.directory.path().join("ledger.db")).expect("a file");
    assert_eq!(bytes(&export), bytes(&Export::of(&docket)));
    let size = i64::try_from(docket.log().head().expect("a head").size.0).expect("small");
    assert_eq!(export.number("SELECT count(*) FROM entries"), size);
    assert_eq!(export.number("SELECT size FROM ledger"), size);
}

#[test]
fn what_is_so_now_stands_in_plain_tables() {
    let docket = real();
    let export = Export::of(&docket);
    for view in docket.now().cases().expect("readable cases") {
        let state: CaseState = view.project();
        let about = view.case().as_str();
        let rows = |sql: &str| -> Vec<Value> {
            let mut sql = export.database.prepare(sql).expect("SQL");
            let rows = sql.query_map([about], document).expect("rows");
            rows.collect::<Result<_, _>>().expect("rows")
        };
        let all = of_state(&state);
        let acts = rows("SELECT json FROM acts WHERE case_id = ?1 ORDER BY place");
        assert_eq!(Value::Array(acts), all["acts"]);
        let parties = rows("SELECT json FROM parties WHERE case_id = ?1 ORDER BY place");
        assert_eq!(Value::Array(parties), all["parties"]);
        let facts = rows("SELECT json FROM facts WHERE case_id = ?1 ORDER BY fact");
        assert_eq!(
            facts,
            all["facts"].as_object().expect("facts").values().cloned().collect::<Vec<_>>()
        );
    }
    let claims = "SELECT group_concat(value || ' ' || source_id, '; ') FROM (
        SELECT fact_claims.value, source_id FROM fact_claims JOIN facts ON facts.id = fact_id
        WHERE case_id = 'nokia-v-amazon' AND fact = 'number_of_proceedings' ORDER BY fact_claims.id)";
    let claims: String = export.database.query_row(claims, [], |row| row.get(0)).expect("claims");
    assert_eq!(claims, "1 light-reading-2024-07-31; 13 techradar-2024-08-01");
}

#[test]
fn every_question_in_the_file_has_an_answer() {
    let export = Export::of(&real());
    for (query, given, says) in [
        ("known-state", [":case", "amazon-v-nokia"], "pending"),
        ("known-facts", [":case", "amazon-v-nokia"], "patents_in_suit"),
        ("known-acts", [":case", "amazon-v-nokia"], "Complaint"),
        ("known-parties", [":case", "amazon-v-nokia"], "Defendant"),
        ("known-dispositions", [":case", "pherah-v-zoho"], "Settlement"),
        ("happened-by", [":case", "pherah-v-zoho"], "Sisense Inc."),
        ("fact-by-publication", [":fact", "filed"], "[2024-07-28..2024-07-31]"),
        ("fact-by-recording", [":fact", "filed"], "amazon-v-nokia/complaint-unsigned"),
        ("became-public", [":to", "2024-08-01"], "no longer so"),
        ("disagreements", [":case", ""], "nokia-v-amazon"),
        ("who-said", [":speaker", "liuping"], "Song Liuping"),
        ("three-clocks", [":case", ""], "2024-07-31"),
        ("search", [":words", "reinvention"], "mobile-exit"),
    ] {
        let mut sql = export.database.prepare(&export.queries[query]).expect("SQL");
        for (name, value) in
            [(":case", "amazon-v-nokia"), (":from", "2024-07-31"), (given[0], given[1])]
        {
            if let Some(at) = sql.parameter_index(name).expect("a name") {
                sql.raw_bind_parameter(
                    at,
                    if query == "who-said" && name == ":case" { "" } else { value },
                )
                .expect("bound");
            }
        }
        let columns = sql.column_count();
        let mut rows = sql.raw_query();
        let mut told = String::new();
        while let Some(row) = rows.next().unwrap_or_else(|error| panic!("{query}: {error}")) {
            let cells = (0..columns).map(|at| row.get_ref(at).expect("a cell"));
            cells.for_each(|cell| told.push_str(cell.as_str().unwrap_or_default()));
        }
        assert!(told.contains(says), "{query}: {told}");
    }
    assert_eq!(export.queries.len(), 13);
}

#[test]
fn a_day_a_position_and_an_empty_text_are_read_as_cuts_and_anything_else_as_none() {
    let export = Export::of(&real());
    let acts = |published_by, recorded_by| {
        let asked = Asked { case: "amazon-v-nokia", published_by, recorded_by };
        export.ask("known-state", asked, |row| row.get::<_, i64>("acts")).first().copied()
    };
    assert_eq!((acts("", ""), acts("", "2024-07-30")), (Some(13), Some(13)));
    assert_eq!((acts("", "66"), acts("", "@66")), (Some(13), Some(13)));
    let fifth = export.database.query_row(
        "SELECT recorded_at FROM entries WHERE position = 5",
        [],
        |row| row.get::<_, String>(0),
    );
    let instant = fifth.expect("an instant");
    assert_eq!(acts("", &instant), acts("", "5"));
    assert_eq!((acts("2024-07-31", ""), acts("whenever", "")), (Some(9), None));
    assert_eq!((acts("2024", ""), acts("31.07.2024", ""), acts("", "soon")), (None, None, None));
    assert_eq!((acts("", "2024-07-29"), acts("", "0")), (None, None));
    // By what had happened on that day one defendant was left, by what was public two.
    let left = |sql: &str| export.number(sql);
    assert_eq!(
        left(
            "SELECT count(*) FROM happened WHERE case_id = 'pherah-v-zoho' AND item = 'party' AND \
             value = 'Defendant' AND json_extract(json, '$.left') IS NULL AND occurred_from <= \
             '2016-03-30' AND (occurred_until IS NULL OR '2016-03-30' < occurred_until)"
        ),
        1
    );
    assert_eq!(
        left(
            "SELECT count(*) FROM history WHERE case_id = 'pherah-v-zoho' AND item = 'party' AND \
             value = 'Defendant' AND json_extract(json, '$.left') IS NULL AND published_from <= \
             '2016-03-30' AND (published_until IS NULL OR '2016-03-30' < published_until) AND \
             recorded_until IS NULL"
        ),
        2
    );
}

#[test]
fn hostile_texts_are_kept_and_found() {
    let texts = hostile();
    for texts in texts.chunks(400).take(3).chain([&texts[texts.len().saturating_sub(200)..]]) {
        let docket = told(texts);
        let export = Export::of(&docket);
        let kept: Vec<String> = {
            let mut sql = export
                .database
                .prepare("SELECT text FROM entries WHERE act IS NOT NULL ORDER BY position")
                .expect("SQL");
            let rows = sql.query_map([], |row| row.get(0)).expect("rows");
            rows.collect::<Result<_, _>>().expect("texts")
        };
        assert_eq!(kept, texts);
        let mut search = export.database.prepare(&export.queries["search"]).expect("SQL");
        for text in texts {
            let found =
                search.query_map(named_params! { ":words": text }, |_| Ok(())).expect("rows");
            found
                .collect::<Result<Vec<_>, _>>()
                .unwrap_or_else(|error| panic!("{text:?}: {error}"));
        }
    }
}
