namespace RlQuery.Core.Data;

/// <content>Sets whose target is a text, such as the translation of a sentence.</content>
public sealed partial class Dataset
{
    private const int ShownRows = 5;

    /// <summary>The text of each row that an answer is asked for, such as a sentence to translate; empty if targets are not texts.</summary>
    public string[] Sources { get; }

    /// <summary>The answer of each row, null if unknown; empty if targets are not texts.</summary>
    public string?[] TargetTexts { get; }

    /// <summary>Makes a set whose target is a text.</summary>
    /// <param name="name">Short name.</param>
    /// <param name="source">File or generator.</param>
    /// <param name="values">Row-major [rows x features], such as embeddings of the sources; the data set takes it over.</param>
    /// <param name="sources">Text of each row that an answer is asked for; none empty.</param>
    /// <param name="targetTexts">Answer of each row, null where unknown; none empty.</param>
    /// <param name="featureNames">A name for each feature.</param>
    /// <exception cref="ArgumentException">The shapes do not agree, or a text is empty.</exception>
    public static Dataset ForTexts(string name, string source, float[] values, string[] sources, string?[] targetTexts, string[] featureNames)
    {
        if (sources.Length != targetTexts.Length)
        {
            throw new ArgumentException($"{name}: {targetTexts.Length} answers; {sources.Length} sources need as many", nameof(targetTexts));
        }
        if (Array.FindIndex(sources, string.IsNullOrWhiteSpace) is >= 0 and int row)
        {
            throw new ArgumentException($"{name}: the source of row {row} is empty", nameof(sources));
        }
        if (Array.FindIndex(targetTexts, text => text is not null && text.AsSpan().IsWhiteSpace()) is >= 0 and int empty)
        {
            throw new ArgumentException($"{name}: the answer of row {empty} is empty; use null for an unknown one", nameof(targetTexts));
        }
        return new Dataset(name, source, TargetKind.Text, values, [], [], [], featureNames, [], sources, targetTexts);
    }

    /// <summary>The sources of some rows.</summary>
    /// <param name="rows">The rows.</param>
    /// <returns>Null if targets are not texts.</returns>
    public string[]? SourcesOf(int[] rows) => Kind == TargetKind.Text ? Array.ConvertAll(rows, row => Sources[row]) : null;

    /// <summary>The answers of some rows, each of which has one.</summary>
    internal string[] TargetTextsOf(int[] rows) => Array.ConvertAll(rows, row => TargetTexts[row]!);

    private string WithoutPartner(int count)
    {
        int[] first = [.. Enumerable.Range(0, Rows).Where(row => TargetTexts[row] is null).Take(ShownRows)];
        string rows = string.Join(", ", first) + (count > ShownRows ? $" ... and {count - ShownRows} more" : "");
        return $"{Name}: {count} of {Rows} sentences have no answer, in {(count == 1 ? "row" : "rows")} {rows} (from 0); give their answers, or leave them out";
    }

    /// <summary>The same rows with other answers.</summary>
    internal Dataset WithTargetTexts(string?[] texts) =>
        ForTexts(Name, Source, _values, Sources, texts, FeatureNames).Weighted(Weights).WithViews(Views).CountingAs(this).Linked(Links);
}
