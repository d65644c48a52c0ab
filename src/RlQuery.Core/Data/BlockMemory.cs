namespace RlQuery.Core.Data;

/// <summary>Memory for the blocks of one matrix after another. Only one of these matrices may be in use at a time.</summary>
internal sealed class BlockMemory
{
    private float[] _values = [];

    /// <summary>Memory for at least this many values, with whatever content it has.</summary>
    /// <param name="length">How many.</param>
    public float[] Reserve(int length)
    {
        if (_values.Length < length)
        {
            _values = new float[length];
        }
        return _values;
    }
}
