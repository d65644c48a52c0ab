namespace RlQuery.Benchmarks.Output;

/// <summary>A small table that is written as CSV and as Markdown.</summary>
internal sealed record Table(string[] Header, IReadOnlyList<string[]> Rows)
{
    public string ToCsv() => string.Concat(Lines().Select(line => string.Join(',', line.Select(cell => cell.Contains(',') ? $"\"{cell}\"" : cell)) + "\n"));

    public string ToMarkdown() => string.Concat(
        new[] { Header, [.. Header.Select(_ => "---")] }.Concat(Rows).Select(line => $"| {string.Join(" | ", line)} |\n"));

    private IEnumerable<string[]> Lines() => Rows.Prepend(Header);
}
