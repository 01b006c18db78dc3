//! What is wrong with a mapping, told with its place.

use super::*;

#[test]
fn a_column_that_is_not_there_is_a_fault_of_the_mapping() {
    let table = "Court,Docket #,No,Filed,Docket Text\n";
    let faults = fault_of(MAPPING, table);
    assert_eq!(
        faults,
        "3:17: docket_number: the file has no column `Case`: its columns are `Court`, `Docket #`, `No`, \
         `Filed`, `Docket Text`\n\
         6:8: text: the file has no column `Text`: its columns are `Court`, `Docket #`, `No`, `Filed`, \
         `Docket Text`"
    );
    let slip = MAPPING.replace("\"Text\"", "{ column = \"docket_txt\" }");
    assert!(fault_of(&slip, table).ends_with("`docket_txt`: did you mean `Docket Text`?"));
}

#[test]
fn a_slip_in_a_mapping_is_told_with_all_others_and_their_places() {
    let told = slips(
        "cuort = \"Court\"\ndocket_number = { colum = \"Case\" }\nnumber = 5\n\
         filed = { column = \"Filed\", format = \"%m/%Y\" }\ntext = { always = \"x\" }\n\
         entered = { column = \"\", always = \"x\" }\ndelimiter = \"--\"\nguarded = \"yes\"\n\
         ignore = \"Notes\"\nblank = [1]\nfacts = 1\n[courts]\n\"E.D. Tex.\" = \"\"\n\"UPC\" = \"a b\"\n",
    );
    assert_eq!(
        told,
        "1:1: no key is called `cuort`: did you mean `court`?\n\
         2:19: docket_number: no key is called `colum`: did you mean `column`?\n\
         3:10: number: a text in quotation marks is expected\n\
         4:38: filed: `%m/%Y` tells no day: it needs day, month and year\n\
         5:10: text: no key is called `always`: known are `column`\n\
         6:22: entered: the text is empty\n\
         6:26: entered: no key is called `always`: known are `column`, `format`\n\
         7:13: delimiter: one character parts cells: \",\", \";\", \"tab\", \"|\"\n\
         8:11: guarded: true or false is expected\n\
         9:10: ignore: a list is expected: [\"..\"]\n\
         10:10: blank: a text in quotation marks is expected\n\
         11:9: facts: a table is expected\n\
         13:15: courts.\"E.D. Tex.\": the id of the court is missing\n\
         14:9: courts.\"UPC\": a key `a b` may not contain ' '"
    );
}

#[test]
fn what_a_mapping_lacks_or_says_twice_is_told() {
    let missing = slips("text = \"Text\"");
    assert_eq!(
        missing,
        "1:1: a mapping says which column is `court`\n1:1: a mapping says which column is `docket_number`"
    );
    let told = slips(
        "court = { always = \"txde\" }\ndocket_number = { column = \"a\", always = \"b\" }\n\
         text = {}\nfiled = { column = \"a\", format = \"%\" }\n",
    );
    assert_eq!(
        told,
        "1:9: court: no court is known as `txde`: say which it is under [courts] of the mapping, such as \
         txde = \"txde\", or did you mean `txed`?\n\
         2:42: docket_number: `column` and `always` exclude each other\n\
         3:8: text: it needs `column`\n\
         4:34: filed: `%` is no format for dates, such as %m/%d/%Y"
    );
    assert!(slips("court = ").starts_with("1:9: "), "{}", slips("court = "));
    let own = "court = { always = \"UPC\" }\ndocket_number = \"a\"\ntext = \"b\"\n[courts]\nUPC = \"upc\"";
    assert_eq!(sheets(own, "a,b\nACT_1,x\n")[0].court, "upc");
}
