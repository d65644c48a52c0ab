namespace RlQuery.Studies.Analyses;

/// <summary>A row of <c>verdicts.csv</c>, its numbers as they stand there.</summary>
internal sealed record VerdictRow(
    string Strategy, string Reference, string Word, string Test, string Over, string Pairs,
    string Difference, string Lower, string Upper, string PValue, string Needed)
{
    public static VerdictRow Of(IReadOnlyDictionary<string, string> row) => new(
        row["strategy"], row["reference"], row["verdict"], row["test"], row["over"], row["pairs"],
        row["difference"], row["lower"], row["upper"], row["holm_p"], row["pairs_needed"]);
}
