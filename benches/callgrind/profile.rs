//! The file format of callgrind, as far as it is needed: functions, their costs by source file, their calls.

use std::collections::HashMap;

#[derive(Default)]
pub struct Profile {
    pub functions: HashMap<u32, Function>,
    files: HashMap<u32, String>,
}

#[derive(Default)]
pub struct Function {
    pub name: String,
    pub costs: Vec<Cost>,
    pub calls: Vec<Call>,
}

impl Function {
    /// Instructions of the function itself.
    pub fn own(&self) -> u64 {
        self.costs.iter().map(|cost| cost.instructions).sum()
    }
}

/// Instructions of the function itself, in code that stands in a source file.
///
/// The file is one that tells something: code of the standard library that was inlined stands among the lines of what
/// it was inlined into, and counts for the file named last before it.
pub struct Cost {
    pub file: Option<u32>,
    pub instructions: u64,
}

/// Instructions of what was called from code in a source file.
pub struct Call {
    pub file: Option<u32>,
    pub callee: u32,
    pub instructions: u64,
}

impl Profile {
    /// Reads a file; lines that are not known are passed over. `tells` says whether a source file tells something.
    pub fn read(written: &str, tells: impl Fn(&str) -> bool) -> Profile {
        let mut profile = Profile::default();
        let (mut named, mut file, mut function, mut callee, mut is_call) = (0, None, 0, 0, false);
        for line in written.lines() {
            match line.split_once('=') {
                Some(("fl" | "fi" | "fe", name)) => {
                    named = profile.file_named(name);
                    file = Some(named).filter(|&named| tells(profile.file(named))).or(file);
                }
                Some(("cfi" | "cfl", name)) => _ = profile.file_named(name),
                Some(("fn", name)) => {
                    function = profile.function_named(name);
                    file = Some(named).filter(|&named| tells(profile.file(named)));
                }
                Some(("cfn", name)) => callee = profile.function_named(name),
                Some(("calls", _)) => is_call = true,
                Some(_) => {}
                None => {
                    let Some(instructions) = cost(line) else { continue };
                    let Some(function) = profile.functions.get_mut(&function) else { continue };
                    if std::mem::take(&mut is_call) {
                        function.calls.push(Call { file, callee, instructions });
                    } else {
                        function.costs.push(Cost { file, instructions });
                    }
                }
            }
        }
        profile
    }

    /// All instructions that were counted.
    pub fn instructions(&self) -> u64 {
        self.functions.values().map(Function::own).sum()
    }

    /// The name of a file that tells something, or nothing.
    pub fn file_of(&self, id: Option<u32>) -> &str {
        id.map_or("", |id| self.file(id))
    }

    fn file(&self, id: u32) -> &str {
        self.files.get(&id).map_or("", String::as_str)
    }

    fn file_named(&mut self, name: &str) -> u32 {
        let (id, name) = numbered(name);
        if !name.is_empty() {
            self.files.insert(id, name.to_string());
        }
        id
    }

    fn function_named(&mut self, name: &str) -> u32 {
        let (id, name) = numbered(name);
        let function = self.functions.entry(id).or_default();
        if !name.is_empty() {
            function.name = name.to_string();
        }
        id
    }
}

/// A name is written out once, `(7) name`, and then by its number: `(7)`.
fn numbered(name: &str) -> (u32, &str) {
    let (id, name) = name.strip_prefix('(').and_then(|name| name.split_once(')')).unwrap_or(("0", name));
    (id.parse().unwrap_or(0), name.trim_start())
}

/// A line of cost: a line number (`12`, `+3`, `-2` or `*`) and the instructions.
fn cost(line: &str) -> Option<u64> {
    let (place, instructions) = line.split_once(' ')?;
    let is_place = place.starts_with(['+', '-', '*']) || place.starts_with(|c: char| c.is_ascii_digit());
    is_place.then(|| instructions.trim().parse().ok())?
}
