declare module 'kafkajs-snappy' {
  /** A codec for `CompressionCodecs`. */
  const codec: () => unknown;
  export default codec;
}
