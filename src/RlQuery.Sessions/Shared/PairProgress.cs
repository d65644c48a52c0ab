using RlQuery.Core.Labelling;

namespace RlQuery.Sessions.Shared;

/// <summary>How far a session has come that asks about pairs of rows. Not thread-safe.</summary>
/// <param name="open">The session.</param>
internal sealed class PairProgress(OpenPairs open)
{
    private (int Row, double X, double Y)[]? _places;

    /// <summary>Divides the rows by the answers.</summary>
    public SessionProgress Of(LabellingState state, CancellationToken cancel)
    {
        cancel.ThrowIfCancellationRequested();
        int[] clusters = open.Clusters(state);
        (string, int)[] sizes = [.. clusters.CountBy(cluster => cluster).OrderBy(one => one.Key).Select(one => (SessionWords.Cluster(one.Key), one.Value))];
        // By the place of a row among those that can be asked about, whose features are standardised.
        _places ??= PlacedRow.Spread(open.Cells.Rows, place => open.Table.Pairs.Rows.Row(place).ToArray(), open.File.Settings.Seed);
        PlacedRow[] map =
        [
            .. _places.Select(one => (Row: open.Table.RowOf(one.Row), one.X, one.Y))
                .Select(one => new PlacedRow(one.Row, one.X, one.Y, clusters[one.Row], null, null)),
        ];
        IReadOnlyList<string> lines = [.. SessionWords.Progress(open.Table, state, sizes.Length)];
        return new SessionProgress(open.Counts(state), lines, [], sizes, AnnotatorAgreement.Of(state), map)
        {
            IsOfClusters = true,
        };
    }
}
