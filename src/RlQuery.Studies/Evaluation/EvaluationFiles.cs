using RlQuery.Core;
using RlQuery.Studies.Analyses;
using RlQuery.Studies.Attention;
using RlQuery.Studies.Episodes;
using RlQuery.Studies.Grids;
using RlQuery.Studies.Reporting;
using RlQuery.Studies.Results;

namespace RlQuery.Studies.Evaluation;

/// <summary>The files of an evaluation whose episodes were run.</summary>
/// <remarks>
/// With several learners, each has a folder with the same files as an evaluation of it alone. Beside the folders are the joined tables, with a column for the
/// learner.
/// </remarks>
internal sealed class EvaluationFiles
{
    private readonly EvaluationSettings _settings;
    private readonly EvaluationResult _result;

    /// <param name="settings">What was run.</param>
    /// <param name="result">All its episodes.</param>
    /// <param name="attention">What policies attend to, by the name of the learner; null if it was not measured.</param>
    /// <param name="originOf">The origin of a data set, by its name, in a cross-validation; null elsewhere.</param>
    public EvaluationFiles(
        EvaluationSettings settings, EvaluationResult result, IReadOnlyDictionary<string, AttentionResult>? attention = null,
        Func<string, string>? originOf = null)
    {
        (_settings, _result) = (settings, result);
        Learners =
        [
            .. settings.Learners.Select(learner => new LearnerResults(
                settings.Learners.Count == 1 ? settings : settings.Of(learner), result.Episodes(learner),
                attention?.GetValueOrDefault(learner) ?? AttentionResult.None, originOf)),
        ];
    }

    /// <summary>The results of each learner.</summary>
    public IReadOnlyList<LearnerResults> Learners { get; }

    /// <summary>Writes all files into an existing folder.</summary>
    public void Write(string folder)
    {
        if (Learners.Count == 1)
        {
            Learners[0].Write(folder);
        }
        else
        {
            WriteGrid(folder);
        }
        if (_result.Failures.Count > 0)
        {
            FailuresFile.Write(Path.Combine(folder, FailuresFile.Name), _result.Failures);
            // What failed may be tried again.
            EpisodeJournal.Write(Path.Combine(folder, EpisodeJournal.Name), _settings, Shard.Whole, _result.Outcomes);
        }
        // Made from the files, so it comes last.
        StudyReport.Write(folder, _settings.Parts);
    }

    private void WriteGrid(string folder)
    {
        foreach ((LearnerResults learner, string name) in Learners.Zip(_settings.Learners))
        {
            string own = Path.Combine(folder, name);
            FileModes.CreateFolder(own, FileModes.Of(folder));
            learner.Write(own);
            StudyReport.Write(own, _settings.Parts);
        }
        foreach (Analysis analysis in _settings.Parts.All<Analysis>().Where(analysis => analysis.IsJoined))
        {
            JoinedTable.Write(folder, _settings.Learners, analysis.Name);
        }
        _settings.WriteManifest(folder);
        Gains.Draw(folder, _settings.Parts);
    }
}
