using RlQuery.Core.Evaluation;
using RlQuery.Core.Policies;
using RlQuery.Studies.Episodes;
using RlQuery.Studies.Grids;

namespace RlQuery.Studies.Watching;

/// <summary>The folder of a training or of an evaluation.</summary>
/// <param name="Name">Its path below the folder that is watched, with that one's own name before it.</param>
/// <param name="Folder">Its path.</param>
/// <param name="Kind">What it is.</param>
public sealed record WatchedRun(string Name, string Folder, RunKind Kind)
{
    /// <summary>Name of the report that an evaluation ends in.</summary>
    public const string ReportName = "report.html";

    private const int Deepest = 4;

    /// <summary>Whether there is a report.</summary>
    public bool HasReport => new FileInfo(Path.Combine(Folder, ReportName)) is { Exists: true, LinkTarget: null };

    /// <summary>The file that grows while it runs, or that it ended in.</summary>
    internal string File => Kind switch
    {
        RunKind.Evaluating => Path.Combine(Folder, EpisodeJournal.Name),
        RunKind.Evaluated => EpisodesFile.Find(Folder),
        _ => Path.Combine(Folder, TrainingLog.Name),
    };

    /// <summary>Finds the runs in a folder and below it; links are not followed.</summary>
    /// <param name="root">The folder; it need not exist.</param>
    /// <returns>The runs, by name.</returns>
    public static IReadOnlyList<WatchedRun> Find(string root)
    {
        string top = Path.TrimEndingDirectorySeparator(Path.GetFullPath(root));
        var places = new EnumerationOptions
        {
            RecurseSubdirectories = true,
            MaxRecursionDepth = Deepest,
            IgnoreInaccessible = true,
            AttributesToSkip = FileAttributes.ReparsePoint | FileAttributes.Hidden,
        };
        string[] folders = Directory.Exists(top) ? [top, .. Directory.EnumerateDirectories(top, "*", places)] : [];
        return
        [
            .. folders.Order(StringComparer.Ordinal).Select(folder => KindOf(folder) is { } kind ? new WatchedRun(NameOf(top, folder), folder, kind) : null)
                .OfType<WatchedRun>(),
        ];
    }

    private static RunKind? KindOf(string folder)
    {
        bool Holds(string name) => System.IO.File.Exists(Path.Combine(folder, name));
        return Holds(EpisodeJournal.Name) ? RunKind.Evaluating
            : EpisodesFile.IsIn(folder) && !Holds(TrainingLog.Name) ? RunKind.Evaluated
            : !Holds(TrainingLog.Name) ? null
            : Holds(PolicyReader.DocumentName) ? RunKind.Trained : RunKind.Training;
    }

    private static string NameOf(string top, string folder)
    {
        string own = Path.GetFileName(top);
        return folder == top ? own : $"{own}/{Path.GetRelativePath(top, folder).Replace(Path.DirectorySeparatorChar, '/')}";
    }
}
