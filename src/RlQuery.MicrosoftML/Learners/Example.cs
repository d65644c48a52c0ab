namespace RlQuery.MicrosoftML.Learners;

/// <summary>A row as Microsoft.ML reads it.</summary>
internal sealed class Example
{
    /// <summary>Standardised features; all examples of a view have as many.</summary>
    public float[] Features { get; set; } = [];

    /// <summary>Whether the row is of the second of two classes.</summary>
    public bool IsSecond { get; set; }

    /// <summary>Place of the row's class among those that have labels, from 0: what reads it counts keys from 1 by itself.</summary>
    public uint Class { get; set; }

    /// <summary>How much the row counts.</summary>
    public float Weight { get; set; }
}
