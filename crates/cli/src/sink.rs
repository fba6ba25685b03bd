//! The output: batches come in any order, and are written in that of the input.

use std::{
    collections::BTreeMap,
    io::{self, Write},
    sync::{
        Condvar, Mutex, MutexGuard, PoisonError,
        atomic::{AtomicBool, Ordering},
    },
};

pub(crate) struct Sink<'a> {
    queue: Mutex<Queue<'a>>,
    moved: Condvar,
    broken: AtomicBool,
    /// How many batches may wait for one before them.
    most: usize,
}

struct Queue<'a> {
    output: &'a mut (dyn Write + Send),
    next: u64,
    waiting: BTreeMap<u64, Vec<u8>>,
    good: bool,
    failed: Option<io::Error>,
}

impl<'a> Sink<'a> {
    pub fn new(output: &'a mut (dyn Write + Send), most: usize) -> Sink<'a> {
        let queue = Queue { output, next: 0, waiting: BTreeMap::new(), good: true, failed: None };
        Sink { queue: Mutex::new(queue), moved: Condvar::new(), broken: AtomicBool::new(false), most }
    }

    /// Whether something could not be written: nothing more will be.
    pub fn is_broken(&self) -> bool {
        self.broken.load(Ordering::SeqCst)
    }

    /// Writes a batch, if those before it have been; or leaves it for whoever brings the one that is missing. Waits where too
    /// many are left already, so that memory does not grow while one batch takes long.
    pub fn put(&self, number: u64, rows: Vec<u8>, good: bool) {
        let mut queue = self.lock();
        while number > queue.next && queue.waiting.len() >= self.most && !self.is_broken() {
            queue = self.moved.wait(queue).unwrap_or_else(PoisonError::into_inner);
        }
        queue.good &= good;
        queue.waiting.insert(number, rows);
        while let Some(rows) = queue.take_next() {
            if let Err(error) = queue.output.write_all(&rows) {
                queue.failed.get_or_insert(error);
                self.broken.store(true, Ordering::SeqCst);
                break;
            }
        }
        drop(queue);
        self.moved.notify_all();
    }

    /// Whether all rows were good.
    pub fn close(self) -> io::Result<bool> {
        let queue = self.queue.into_inner().unwrap_or_else(PoisonError::into_inner);
        queue.output.flush()?;
        queue.failed.map_or(Ok(queue.good), Err)
    }

    fn lock(&self) -> MutexGuard<'_, Queue<'a>> {
        self.queue.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Queue<'_> {
    /// The batch whose turn it is, if it is there.
    fn take_next(&mut self) -> Option<Vec<u8>> {
        let rows = self.waiting.remove(&self.next)?;
        self.next += 1;
        Some(rows)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn batches_are_written_in_order_whoever_comes_first() {
        let mut output = Vec::new();
        let sink = Sink::new(&mut output, 2);
        std::thread::scope(|scope| {
            for numbers in [[3, 4, 7], [0, 2, 6], [1, 5, 8]] {
                let sink = &sink;
                scope.spawn(move || numbers.into_iter().for_each(|number| sink.put(number, vec![b'0' + number as u8], number != 4)));
            }
        });
        assert!(!sink.close().expect("a vector takes everything"), "one was not good");
        assert_eq!(output, b"012345678");
    }

    #[test]
    fn nothing_is_written_behind_a_fault() {
        struct Full(usize);
        impl Write for Full {
            fn write(&mut self, rows: &[u8]) -> io::Result<usize> {
                self.0 = self.0.checked_sub(1).ok_or(io::ErrorKind::StorageFull)?;
                Ok(rows.len())
            }
            fn flush(&mut self) -> io::Result<()> {
                Ok(())
            }
        }
        let mut output = Full(1);
        let sink = Sink::new(&mut output, 2);
        (0..4).for_each(|number| sink.put(number, b"x".to_vec(), true));
        assert!(sink.is_broken());
        assert_eq!(sink.close().map_err(|error| error.kind()), Err(io::ErrorKind::StorageFull));
    }
}
