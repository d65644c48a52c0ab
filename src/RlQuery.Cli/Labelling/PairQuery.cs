using RlQuery.Core;
using RlQuery.Core.Data;
using RlQuery.Core.Data.Reading;
using RlQuery.Core.Labelling;
using RlQuery.Core.Labelling.Pairs;
using RlQuery.Core.Queries;
using RlQuery.Core.Tasks;
using RlQuery.Studies;

namespace RlQuery.Cli.Labelling;

/// <summary>What <c>query</c> is asked for where pairs of rows are asked about; null if not given.</summary>
/// <param name="Data">The table.</param>
/// <param name="Target">A column that is no feature.</param>
/// <param name="Clusters">Number of clusters.</param>
/// <param name="Links">File of answers that are known.</param>
/// <param name="Count">Number of pairs.</param>
/// <param name="Seed">Seed of all that is drawn.</param>
/// <param name="Format">How to print them.</param>
internal sealed record PairQuery(string Data, string? Target, string? Clusters, string? Links, int Count, ulong Seed, string Format)
{
    /// <summary>Prints the pairs to ask about next, best first.</summary>
    /// <param name="chooser">Who chooses.</param>
    /// <param name="header">Whether the first row names the columns.</param>
    /// <param name="schema">What the columns are.</param>
    /// <param name="featurizer">Makes the table numeric; null where that was refused.</param>
    /// <param name="parts">Where formats are found.</param>
    /// <param name="terminal">Where to.</param>
    /// <param name="faults">What was refused before.</param>
    public void Run(
        Chooser chooser, bool? header, TableSchema? schema, ITableFeaturizer? featurizer, Parts parts, Terminal terminal, Faults faults)
    {
        int clusters = ClustersOption.Parse(Clusters, faults);
        PairTable? table = faults.Collect(() => PairTable.Of(TableReader.Read(Data, Target, parts, header), Target, clusters, Seed, featurizer, schema));
        LabellingState? state = table?.Begin();
        foreach (RowImported link in Links is null || table is null ? [] : faults.Collect(() => LinkFile.Read(Links, table, state!, parts).Links) ?? [])
        {
            state!.Apply(link);
        }
        faults.Note(table?.Notes ?? []);
        faults.ThrowIfAny();

        terminal.Notes(table!.Notes);
        IReadOnlyList<Pick> picks = new PairQuestions(table, chooser.Strategy!, chooser.Learner!, chooser.Budget, Seed)
            .Batch(state!, Count, terminal.Cancellation);
        if (picks.Count < Count)
        {
            terminal.Notes([FormattableString.Invariant($"{Count} pairs were asked for, and {picks.Count} are open: all of them are printed")]);
        }
        PickFormats.WritePairs(Format, terminal, [.. picks.Select(pick => (table.RowsOf(pick.Row), pick))]);
    }
}
