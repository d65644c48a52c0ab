namespace RlQuery.Embeddings.Files;

/// <summary>
/// A file in memory whose pages are read from the first to the last, and not beyond its end. The lengths of damaged pages may lead back to earlier ones, and
/// numbers may have no last byte; Parquet.Net 6.1 would read such ones for ever.
/// </summary>
/// <param name="bytes">The file.</param>
internal sealed class ForwardStream(byte[] bytes) : MemoryStream(bytes, writable: false)
{
    /// <summary>A page may be sought several times, to skip its header and to read it in parts.</summary>
    private const int MostTimes = 1000;

    private long _last;
    private int _times;

    /// <summary>Lets the next seek lead anywhere.</summary>
    public void Restart() => _last = 0;

    /// <inheritdoc/>
    public override long Position
    {
        get => base.Position;
        set => Seek(value, SeekOrigin.Begin);
    }

    /// <inheritdoc/>
    /// <exception cref="EndOfStreamException">There is none left.</exception>
    public override int ReadByte() => base.ReadByte() is >= 0 and int value ? value : throw new EndOfStreamException("cut short");

    /// <inheritdoc/>
    /// <exception cref="InvalidDataException">It leads back.</exception>
    public override long Seek(long offset, SeekOrigin loc)
    {
        if (loc == SeekOrigin.Begin)
        {
            _times = offset == _last ? _times + 1 : 0;
            if (offset < _last || _times > MostTimes)
            {
                throw new InvalidDataException("its pages lead in a circle");
            }
            _last = offset;
        }
        return base.Seek(offset, loc);
    }
}
