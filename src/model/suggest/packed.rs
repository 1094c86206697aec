//! Reads the packed file of models byte by byte. A file that ends too early or asks for more than it holds is
//! an error at that byte, never a panic or a large allocation (tests/suggest/models.rs).

use super::models::ModelsError;

/// A place in a packed file.
#[derive(Debug, Clone, Copy)]
pub(super) struct Packed<'a> {
    bytes: &'a [u8],
    at: usize,
}

impl<'a> Packed<'a> {
    /// The start of a file.
    pub fn new(bytes: &'a [u8]) -> Self {
        Self { bytes, at: 0 }
    }

    /// The error that something is wrong here.
    pub fn damaged(&self) -> ModelsError {
        ModelsError::Damaged(self.at)
    }

    /// The next bytes.
    pub fn take(&mut self, length: usize) -> Result<&'a [u8], ModelsError> {
        let end = self.at.checked_add(length).ok_or(self.damaged())?;
        let taken = self.bytes.get(self.at..end).ok_or(self.damaged())?;
        self.at = end;
        Ok(taken)
    }

    /// The next byte.
    pub fn byte(&mut self) -> Result<u8, ModelsError> {
        self.take(1).map(|taken| taken.first().copied().unwrap_or_default())
    }

    /// A number: seven bits to a byte, the lowest first, and the eighth bit if there are more.
    pub fn number(&mut self) -> Result<usize, ModelsError> {
        let mut number = 0;
        for shift in [0, 7, 14, 21] {
            let byte = self.byte()?;
            number |= usize::from(byte & 0x7f) << shift;
            if byte < 0x80 {
                return Ok(number);
            }
        }
        Err(self.damaged())
    }

    /// A column: its length, then its bytes.
    pub fn column(&mut self) -> Result<Packed<'a>, ModelsError> {
        let length = self.number()?;
        let start = self.at;
        self.take(length)?;
        Ok(Packed { bytes: self.bytes.get(..self.at).unwrap_or_default(), at: start })
    }

    /// A text of this many bytes.
    pub fn text(&mut self, length: usize) -> Result<&'a str, ModelsError> {
        let before = *self;
        std::str::from_utf8(self.take(length)?).map_err(|_| before.damaged())
    }

    /// How many bytes are left.
    pub fn left(&self) -> usize {
        self.bytes.len() - self.at
    }
}

/// Bits of a column, the highest of each byte first.
#[derive(Debug)]
pub(super) struct Bits<'a> {
    column: Packed<'a>,
    byte: u8,
    left: u8,
}

impl<'a> Bits<'a> {
    /// The bits of a column.
    pub fn of(column: Packed<'a>) -> Self {
        Self { column, byte: 0, left: 0 }
    }

    fn bit(&mut self) -> Result<bool, ModelsError> {
        if self.left == 0 {
            (self.byte, self.left) = (self.column.byte()?, 8);
        }
        self.left -= 1;
        Ok(self.byte >> self.left & 1 == 1)
    }

    /// A number in Rice's code: its high part in ones and a zero, then its low `bits`.
    pub fn rice(&mut self, bits: u8) -> Result<u32, ModelsError> {
        let mut number = 0_u32;
        while self.bit()? {
            number += 1;
        }
        for _ in 0..bits {
            number = number << 1 | u32::from(self.bit()?);
        }
        Ok(number)
    }
}
