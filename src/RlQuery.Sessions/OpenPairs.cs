using RlQuery.Core;
using RlQuery.Core.Data;
using RlQuery.Core.Labelling;
using RlQuery.Core.Labelling.Pairs;
using RlQuery.Core.Learners;
using RlQuery.Core.Strategies;

namespace RlQuery.Sessions;

/// <summary>An open session that asks whether two rows belong together.</summary>
/// <param name="File">The session on disk.</param>
/// <param name="Table">The table whose rows are divided.</param>
/// <param name="State">What the session has come to.</param>
/// <param name="Strategy">Who chooses the pairs.</param>
/// <param name="Learner">The learner that divides the rows.</param>
/// <param name="Budget">Number of queries that the strategy was made for.</param>
/// <param name="Annotator">Who answers; null if nobody is named.</param>
public sealed record OpenPairs(
    SessionFile File, PairTable Table, LabellingState State, IQueryStrategy Strategy, ILearnerFactory Learner, int Budget, string? Annotator)
    : OpenSession(File, State, Strategy, Learner, Budget, Annotator)
{
    /// <inheritdoc/>
    public override Table Cells => Table.Cells;

    /// <inheritdoc/>
    public override IReadOnlyList<string> Notes => Table.Notes;

    /// <inheritdoc/>
    public override IReadOnlyList<string> Exports => [ClusterFile.Name, LinkFile.Beside(ClusterFile.Name)];

    /// <summary>Chooses the pairs.</summary>
    public PairQuestions CreateQuestions() => new(Table, Strategy, Learner, Budget, File.Settings.Seed);

    /// <summary>The cluster of each row.</summary>
    /// <param name="state">What the session has come to.</param>
    public int[] Clusters(LabellingState state) => PairClusters.Of(Table, state, Learner, File.Settings.Seed);

    /// <inheritdoc/>
    public override string Counts(LabellingState state) => SessionWords.Counts(Table, state);

    /// <inheritdoc/>
    public override void Export(string path, LabellingState state, CancellationToken cancel)
    {
        if (Path.GetFileName(path) == ClusterFile.Name)
        {
            ClusterFile.Write(path, Table, Clusters(state));
        }
        else
        {
            LinkFile.Write(path, Table, state);
        }
    }

    /// <inheritdoc/>
    public override (IReadOnlyList<LabellingEvent> Events, string Words) ReadAnswers(
        string path, string name, LabellingState state, string? annotator, Parts parts)
    {
        (string hash, IReadOnlyList<RowImported> links) = LinkFile.Read(path, Table, state, parts);
        return state.Imports.Contains(hash) ? ([], ImportWords.WasBefore(name))
            : (links.Count == 0 ? [] : [new FileImported(hash, links.Count), .. links.Select(link => link with { By = annotator })], ImportWords.Of(links));
    }

    internal override IQuestionsAhead CreateAhead() => CreateQuestions();

    private protected override LabellingState Begin() => Table.Begin();
}
