using RlQuery.Core.Data.Text;

namespace RlQuery.Core.Data;

/// <summary>What the cells of a column are, counted.</summary>
internal record struct CellTally
{
    /// <summary>Numbers that single precision holds.</summary>
    public int Numbers { get; private set; }

    /// <summary>Infinite or undefined ones, and those that are too large.</summary>
    public int NotFinite { get; private set; }

    /// <summary>Other texts.</summary>
    public int Texts { get; private set; }

    /// <summary>Whether any has more digits than single precision always tells apart.</summary>
    public bool HasManyDigits { get; private set; }

    /// <summary>Counts the cells of a column.</summary>
    /// <param name="cells">The text of each row, null where missing.</param>
    public static CellTally Of(string?[] cells)
    {
        var tally = default(CellTally);
        foreach (string? cell in cells)
        {
            tally.Count(cell);
        }
        return tally;
    }

    /// <summary>Counts the cells of a column that its file holds as numbers.</summary>
    /// <param name="cells">The cells.</param>
    public static CellTally Of(NumberCells cells)
    {
        float[] values = cells.Read().Values;
        return new CellTally { Numbers = values.Count(float.IsFinite), NotFinite = values.Count(float.IsInfinity) };
    }

    /// <summary>Counts a cell.</summary>
    /// <param name="cell">Its text, null where missing.</param>
    /// <returns>Its number; NaN where it is missing, and no number of any meaning where it is a text.</returns>
    public double Count(string? cell)
    {
        if (cell is null)
        {
            return double.NaN;
        }
        switch (CellText.Parse(cell, out double number))
        {
            case CellKind.Number:
                Numbers++;
                break;
            case CellKind.NotFinite:
                NotFinite++;
                break;
            default:
                Texts++;
                break;
        }
        HasManyDigits = HasManyDigits || SinglePrecision.HasMoreDigits<char>(cell);
        return number;
    }

    /// <summary>Counts the cells of other rows too.</summary>
    /// <param name="other">Their count.</param>
    public void Add(CellTally other)
    {
        Numbers += other.Numbers;
        NotFinite += other.NotFinite;
        Texts += other.Texts;
        HasManyDigits |= other.HasManyDigits;
    }
}
