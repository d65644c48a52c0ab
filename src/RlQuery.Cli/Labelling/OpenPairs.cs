using RlQuery.Core.Labelling;
using RlQuery.Core.Labelling.Pairs;
using RlQuery.Core.Learners;
using RlQuery.Sessions;

namespace RlQuery.Cli.Labelling;

/// <summary>An open session about pairs of rows.</summary>
/// <param name="File">The session on disk.</param>
/// <param name="Table">The table whose rows are divided.</param>
/// <param name="State">What the session has come to.</param>
/// <param name="Chooser">Who chooses, complete.</param>
internal sealed record OpenPairs(SessionFile File, PairTable Table, LabellingState State, Chooser Chooser) : IDisposable
{
    /// <summary>The learner that divides the rows.</summary>
    public ILearnerFactory Learner => Chooser.Learner!;

    /// <summary>Chooses the pairs.</summary>
    public PairQuestions CreateQuestions() => new(Table, Chooser.Strategy!, Learner, Chooser.Budget, File.Settings.Seed);

    /// <summary>The cluster of each row.</summary>
    public int[] Clusters() => PairClusters.Of(Table, State, Learner, File.Settings.Seed);

    /// <summary>Lets go of the session.</summary>
    public void Dispose() => File.Dispose();
}
