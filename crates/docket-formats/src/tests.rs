//! Tests that read whole case files.

mod good_file;
