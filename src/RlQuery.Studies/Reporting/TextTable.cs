namespace RlQuery.Studies.Reporting;

/// <summary>A table of words and numbers for people, as plain text.</summary>
public sealed class TextTable
{
    private readonly List<IReadOnlyList<string>> _rows = [];

    /// <param name="columns">Heads of the columns.</param>
    /// <param name="words">Number of columns of words; the ones that follow are numbers.</param>
    /// <param name="numbers">Number of columns of numbers; those behind them are words again.</param>
    internal TextTable(IReadOnlyList<string> columns, int words, int? numbers = null) =>
        (Columns, Numbers) = (columns, numbers is null ? words.. : words..(words + numbers.Value));

    /// <summary>Heads of the columns.</summary>
    public IReadOnlyList<string> Columns { get; }

    /// <summary>Which columns hold numbers.</summary>
    public Range Numbers { get; }

    /// <summary>The cells of each row.</summary>
    public IReadOnlyList<IReadOnlyList<string>> Rows => _rows;

    internal void Add(params IEnumerable<string> cells) => _rows.Add([.. cells]);
}
