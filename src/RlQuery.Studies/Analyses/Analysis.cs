using RlQuery.Core;
using RlQuery.Reports.Html;
using RlQuery.Studies.Results;

namespace RlQuery.Studies.Analyses;

/// <summary>One table or figure of an evaluation: its computation, columns, text in the report, and drawing.</summary>
/// <remarks>
/// Tables are computed from episodes, figures and reports from the files, so that they can be made again without running anything.
/// </remarks>
[PartKind("analysis", "analyses")]
public abstract class Analysis : IPart
{
    /// <summary>Name of the table's file, or of the figure's files without extension if there is no table.</summary>
    public abstract string Name { get; }

    /// <inheritdoc/>
    public abstract string Description { get; }

    /// <summary>Whether the tables of several learners are also joined, with a column for the learner.</summary>
    public virtual bool IsJoined => false;

    /// <summary>The figure; null where there is none.</summary>
    public virtual AnalysisFigure? Figure => null;

    /// <summary>The table of one learner's episodes; null if there is nothing to show.</summary>
    /// <param name="results">What follows from the episodes.</param>
    public virtual ResultTable? Compute(LearnerResults results) => null;

    /// <summary>Writes the table into a folder, if there is one.</summary>
    /// <param name="folder">An existing folder.</param>
    /// <param name="results">What follows from the episodes.</param>
    public virtual void Write(string folder, LearnerResults results) => Compute(results)?.Write(Path.Combine(folder, Name));

    /// <summary>What the report says of all data sets together.</summary>
    /// <param name="folder">The folder of the results.</param>
    public virtual IEnumerable<ReportBlock> OverSets(ResultFolder folder) => [];

    /// <summary>What the report says set by set.</summary>
    /// <param name="folder">The folder of the results.</param>
    public virtual IEnumerable<ReportBlock> BySet(ResultFolder folder) => [];
}
