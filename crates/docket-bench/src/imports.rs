//! Imports: a corpus of invented dockets, from JSON on disk to durable entries.

use std::fmt::Write as _;
use std::fs::{self, File};
use std::io::{BufWriter, Write as _};
use std::iter::once;
use std::path::{Path, PathBuf};

use docket_core::Batch;
use docket_import::{
    DocketNames, HowCaptured, JuriscraperSheets, Reading, Rules, Sheet, import_reading, read_ahead,
    read_sheet,
};
use docket_time::Day;

use crate::Result;
use crate::ledger::create;
use crate::timing::timed;

/// A docket that was read on another thread than what records it.
type ReadDocket = Result<(Sheet, DocketNames, Reading, HowCaptured)>;

/// Lines of one docket.
const LINES: usize = 1_000;

/// What lines say, in turns; `{n}` is the line's own number and `{m}` an earlier one's.
const WORDS: [&str; 16] = [
    "MOTION for Extension of Time to File Answer re {m} Complaint by Alder Inc.. (Attachments: # 1 Text of Proposed Order)(Ash, Ann)",
    "ORDER granting {m} Motion for Extension of Time to Answer. Signed by Judge Cedar on 1/2/2020. (abc, )",
    "NOTICE of Attorney Appearance by Elm Fir on behalf of Birch GmbH (Fir, Elm)",
    "RESPONSE in Opposition re {m} MOTION to Compel filed by Birch GmbH. (Attachments: # 1 Declaration, # 2 Exhibit A, # 3 Exhibit B)(Fir, Elm)",
    "REPLY to Response to Motion re {m} MOTION to Compel filed by Alder Inc.. (Ash, Ann)",
    "Minute Entry for proceedings held before Judge Cedar: Status Conference held on 1/2/2020. Discovery is to close on 6/30/2020; dispositive motions are due by 8/31/2020. (Court Reporter Yew.) (abc, )",
    "SUMMONS Returned Executed by Alder Inc.. Birch GmbH served on 1/2/2020, answer due 1/23/2020. (Ash, Ann)",
    "DECLARATION of Ann Ash re {m} MOTION for Summary Judgment by Alder Inc.. (Attachments: # 1 Exhibit 1)(Ash, Ann)",
    "Letter to The Honorable C. Cedar from Elm Fir regarding the schedule - re {m} Order. (Fir, Elm)",
    "Set/Reset Deadlines as to {m} MOTION to Seal. Motion set for 7/6/2020 before Judge Cedar. (abc, )",
    "CERTIFICATE OF SERVICE by Birch GmbH of Responses to the First Set of Interrogatories (Fir, Elm)",
    "STIPULATION and Proposed Order regarding confidential documents by Alder Inc., Birch GmbH. (Ash, Ann)",
    "ORDER denying {m} MOTION to Dismiss for Failure to State a Claim. The reasons are in the memorandum of the same day. Signed by Judge Cedar on 1/2/2020. (abc, )",
    "TRANSCRIPT of Status Conference held on January 2, 2020, before Judge Cedar. Transcriber: Yew. Transcript may be viewed at the court public terminal or purchased through the transcriber before the deadline for release of the restriction. (yew)",
    "CLERK'S QUALITY CONTROL MESSAGE - Please note that {m} was submitted with the wrong event. No further action is needed. (abc)",
    "STATUS REPORT Joint by Alder Inc., Birch GmbH. (Ash, Ann)",
];

/// Imports a corpus of at least so many lines into a fresh ledger, and tells how fast.
pub(crate) fn table(dir: &Path, lines: usize, in_one_file: bool) -> Result<String> {
    let dockets = lines.div_ceil(LINES);
    let files = corpus(&dir.join("corpus"), dockets, in_one_file)?;
    let bytes: u64 = files.iter().map(|file| fs::metadata(file).map_or(0, |file| file.len())).sum();
    let ledger = create(&dir.join("ledger"))?;
    let (events, took) = timed(|| {
        let mut events = 0;
        read_ahead(files.iter().flat_map(|file| read(file)), |read| -> Result<()> {
            let (sheet, names, reading, how) = read?;
            let view = ledger.now().case(&names.case)?;
            let made = import_reading(reading, (&sheet, &names), view.as_ref(), &how).events;
            events += made.len();
            ledger.log().append(Batch::of(made))?;
            Ok(())
        })?;
        Ok(events)
    })?;
    let lines = dockets * LINES;
    #[allow(clippy::cast_precision_loss, reason = "counts far below 2^52")]
    let each = |count: usize| count as f64 / took.as_secs_f64();
    let mut told = format!(
        "{lines} lines of {dockets} dockets, {} MB of JSON: {events} events in {:.1} s.\n\n",
        bytes / 1_000_000,
        took.as_secs_f64()
    );
    writeln!(told, "| lines/s | events/s | peak memory, MB |\n|---:|---:|---:|")?;
    let peak = peak_memory().map_or("-".to_owned(), |kilobytes| (kilobytes / 1_024).to_string());
    writeln!(told, "| {:.0} | {:.0} | {peak} |", each(lines), each(events))?;
    Ok(told)
}

/// The dockets of a file, read as events one after the other.
fn read(file: &Path) -> Box<dyn Iterator<Item = ReadDocket> + Send> {
    let opened = File::open(file).map_err(Into::into);
    let sheets = match opened.and_then(|file| Ok(JuriscraperSheets::read(file)?)) {
        Ok(sheets) => sheets,
        Err(error) => return Box::new(once(Err(error))),
    };
    let sha256 = sheets.sha256().to_owned();
    Box::new(sheets.map(move |sheet| {
        let sheet = sheet?;
        let how = HowCaptured {
            on: Day::from_ymd(2021, 1, 1),
            is_full: true,
            file: None,
            sha256: Some(sha256.clone()),
        };
        let names = DocketNames::of(&sheet.court, &sheet.number)?;
        let reading = read_sheet(&sheet, &names, Rules::bundled());
        Ok((sheet, names, reading, how))
    }))
}

/// Writes the dockets: a file each, or one file with the list of all.
fn corpus(dir: &Path, dockets: usize, in_one_file: bool) -> Result<Vec<PathBuf>> {
    fs::create_dir_all(dir)?;
    if in_one_file {
        let path = dir.join("all.json");
        let mut file = BufWriter::new(File::create(&path)?);
        for at in 0..dockets {
            file.write_all(if at == 0 { b"[" } else { b"," })?;
            file.write_all(docket(at)?.as_bytes())?;
        }
        file.write_all(b"]\n")?;
        file.flush()?;
        return Ok(vec![path]);
    }
    let file = |at: usize| {
        let path = dir.join(format!("{at}.json"));
        fs::write(&path, docket(at)?)?;
        Ok(path)
    };
    (0..dockets).map(file).collect()
}

fn docket(at: usize) -> Result<String> {
    let mut text = format!(
        "{{\"court_id\": \"ded\", \"docket_number\": \"1:20-cv-{at:05}\", \"case_name\": \"Alder Inc. \
         v. Birch GmbH\", \"date_filed\": \"2020-01-02\", \"nature_of_suit\": \"830 Patent\", \
         \"parties\": [{{\"name\": \"Alder Inc.\", \"type\": \"Plaintiff\"}}, {{\"name\": \"Birch \
         GmbH\", \"type\": \"Defendant\"}}], \"docket_entries\": ["
    );
    for line in 0..LINES {
        let words = if line == 0 {
            "COMPLAINT against Birch GmbH, filed by Alder Inc..".to_owned()
        } else {
            let earlier = (line.saturating_sub(1 + line % 7)).max(1).to_string();
            WORDS[(line + at) % WORDS.len()].replace("{m}", &earlier)
        };
        let day = format!("2020-{:02}-{:02}", 1 + line / 90, 1 + line % 90 / 4);
        let comma = if line == 0 { "" } else { ",\n" };
        write!(
            text,
            "{comma}{{\"date_entered\": \"{day}\", \"date_filed\": \"{day}\", \"description\": \
             \"{words}\", \"document_number\": \"{}\", \"pacer_doc_id\": \"{:012}\", \
             \"pacer_seq_no\": \"{}\"}}",
            line + 1,
            at * LINES + line,
            3 * line + 7
        )?;
    }
    text.push_str("]}\n");
    Ok(text)
}

/// The most memory that this process held, in kilobytes, where the system tells.
fn peak_memory() -> Option<u64> {
    let status = fs::read_to_string("/proc/self/status").ok()?;
    let line = status.lines().find(|line| line.starts_with("VmHWM:"))?;
    line.split_whitespace().nth(1)?.parse().ok()
}
