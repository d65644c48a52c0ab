namespace RlQuery.Core.Data;

/// <summary>Shows how far the encoding of a column has come.</summary>
public interface IEncodingProgress
{
    /// <summary>Runs the encoding of a column, which reports how many cells are encoded.</summary>
    /// <param name="task">What is encoded.</param>
    /// <param name="work">Encodes; it may report from several threads, one at a time.</param>
    void Track(EncodingTask task, Action<IProgress<int>> work);
}
