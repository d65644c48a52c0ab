namespace RlQuery.Core.Data;

/// <summary>Memory in which one matrix after another keeps its blocks; whoever lends it uses one of them at a time.</summary>
internal sealed class BlockMemory
{
    private float[] _values = [];

    /// <summary>At least so many values, whose content is left over.</summary>
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
