import SnappyCodec from 'kafkajs-snappy';
import { zstdCompress, zstdDecompress } from 'node:zlib';
import { promisify } from 'node:util';
import { kafkajs } from './kafkajs.js';
import { decompressLz4 } from './lz4-frame.js';

const { CompressionCodecs, CompressionTypes } = kafkajs;
const zstd = promisify(zstdCompress);
const unzstd = promisify(zstdDecompress);

/** A batch of records as kafkajs hands it to a codec. */
interface Encoded {
  readonly buffer: Buffer;
}

/**
 * Lets this process read what any producer may write; kafkajs itself only knows gzip, and a batch in another codec
 * would end its consumer for good. We ourselves write without compression.
 */
export function registerCodecs(): void {
  CompressionCodecs[CompressionTypes.Snappy] = SnappyCodec;
  CompressionCodecs[CompressionTypes.LZ4] = () => ({
    compress: () => Promise.reject(new Error('lz4 is only read here, never written')),
    decompress: (buffer: Buffer) => Promise.resolve(decompressLz4(buffer)),
  });
  CompressionCodecs[CompressionTypes.ZSTD] = () => ({
    compress: ({ buffer }: Encoded) => zstd(buffer),
    decompress: (buffer: Buffer) => unzstd(buffer),
  });
}
