/*
 * CRC-32C (Castagnoli) eight bytes at a time, by eight tables. kafkajs goes byte by byte, at 200 to 270 MB/s against
 * 400 to 480 MB/s here; it was 3 % of the processor time of a service.
 */

const polynomial = 0x82f63b78;
const tables = new Int32Array(8 * 256);

for (let byte = 0; byte < 256; byte += 1) {
  let crc = byte;
  for (let bit = 0; bit < 8; bit += 1) crc = crc & 1 ? (crc >>> 1) ^ polynomial : crc >>> 1;
  tables[byte] = crc;
}
for (let byte = 0; byte < 256; byte += 1) {
  let crc = tables[byte] ?? 0;
  for (let table = 1; table < 8; table += 1) {
    crc = (tables[crc & 0xff] ?? 0) ^ (crc >>> 8);
    tables[table * 256 + byte] = crc;
  }
}

/** Index into one of the tables; within bounds by construction, so the type's doubt costs nothing at run time. */
const at = (index: number): number => tables[index] as number;

export function crc32C(bytes: Buffer): number {
  let crc = -1;
  let offset = 0;
  for (const end = bytes.length - 7; offset < end; offset += 8) {
    crc ^= bytes.readInt32LE(offset);
    const next = bytes.readInt32LE(offset + 4);
    crc =
      at(1792 + (crc & 0xff)) ^
      at(1536 + ((crc >>> 8) & 0xff)) ^
      at(1280 + ((crc >>> 16) & 0xff)) ^
      at(1024 + (crc >>> 24)) ^
      at(768 + (next & 0xff)) ^
      at(512 + ((next >>> 8) & 0xff)) ^
      at(256 + ((next >>> 16) & 0xff)) ^
      at(next >>> 24);
  }
  for (; offset < bytes.length; offset += 1) crc = at((crc ^ (bytes[offset] as number)) & 0xff) ^ (crc >>> 8);
  return (crc ^ -1) >>> 0;
}
