using System.Security.Cryptography;
using System.Text.Json.Nodes;
using RlQuery.Core;
using RlQuery.Core.Data;
using RlQuery.MicrosoftML.Students;
using RlQuery.Studies.Results;

namespace RlQuery.Studies.Compression;

/// <summary>Makes a large model of texts into small ones that are taught by it, and measures what that costs.</summary>
/// <remarks>
/// The large model knows the labels. The small ones learn its probabilities of all texts, labelled or not: G. Hinton, O. Vinyals and J. Dean, "Distilling the
/// Knowledge in a Neural Network" (2015).
/// </remarks>
public sealed class CompressionStudy : IDisposable
{
    private const int UsualSeeds = 5;
    private const int UsualShare = 5;
    private const int MostTried = 256;

    private readonly CompressionRun _run;
    private readonly OutputFolder _folder;
    private readonly OutputLock _lock;
    private readonly CompressionOptions _options;

    private CompressionStudy(CompressionRun run, OutputFolder folder, OutputLock taken, CompressionOptions options) =>
        (_run, _folder, _lock, _options) = (run, folder, taken, options);

    /// <summary>Checks all options and encodes the texts. From here to the end of its run, only this study writes its folder.</summary>
    /// <param name="options">What is asked for.</param>
    /// <exception cref="InvalidInputException">Another run has the folder, or something cannot be used; all faults are reported.</exception>
    public static CompressionStudy Open(CompressionOptions options) => StudyLock.Open(options.Out, taken => Open(options, taken));

    private static CompressionStudy Open(CompressionOptions options, OutputLock taken)
    {
        var faults = new Faults();
        int first = faults.Within("seeds", options.FirstSeed, Limits.FirstSeed, 0);
        int seeds = faults.Within("seeds", options.Seeds, Limits.Repeats, UsualSeeds);
        int? labels = options.Labels is null ? null : faults.Within("labels", options.Labels, Limits.Compressed, 1);
        int? holdout = options.Holdout is null ? null : faults.Within("holdout", options.Holdout, Limits.Compressed, 1);
        OutputFolder? folder = faults.Collect(() => new OutputFolder(options.Out));
        faults.ThrowIfAny();
        CompressionTable? table = faults.Collect(() => CompressionTable.Read(options));
        faults.ThrowIfAny();
        int known = table!.Labelled.Select(row => table.Data.Labels[row]).Distinct().Count();
        int most = table.Labelled.Length - known;
        int held = holdout ?? Math.Min(table.Labelled.Length / UsualShare, most);
        if (held < 1 || held > most)
        {
            faults.Add(FormattableString.Invariant(
                $"holdout: {held} is not allowed; {options.Data} has {table.Labelled.Length} labels of {known} classes, one of each is told: use 1..{most}"));
        }
        else if (labels < known || labels > table.Labelled.Length - held)
        {
            faults.Add(FormattableString.Invariant($"labels: {labels} is not allowed; use {known}..{table.Labelled.Length - held}"));
        }
        faults.ThrowIfAny();
        return new CompressionStudy(new CompressionRun(table, held, labels, first, seeds), folder!, taken, options);
    }

    /// <summary>Teaches, measures and writes the folder.</summary>
    /// <param name="progress">Receives the progress; null for none.</param>
    /// <param name="cancellation">Ends the run before its end; nothing is written then.</param>
    /// <exception cref="InvalidInputException">The folder cannot be written.</exception>
    /// <exception cref="OperationCanceledException">It was cancelled.</exception>
    public CompressionResults Run(IStudyProgress? progress = null, CancellationToken cancellation = default)
    {
        using (_lock)
        {
            _folder.Probe();
            IReadOnlyList<IReadOnlyList<CompressionScore>> seeds = _run.Measure(progress ?? NoProgress.Instance, cancellation);
            (CompressionTeacher teacher, IReadOnlyList<(StudentKind Kind, TextStudent Student)> students) = _run.Fit();
            IReadOnlyList<CompressionRow> rows = CompressionRow.Of(seeds);
            UnixFileMode most = FileModes.Of(_options.Data);
            _folder.Write(
                fresh =>
                {
                    foreach ((StudentKind kind, TextStudent student) in students)
                    {
                        student.Save(Path.Combine(fresh, kind.File), most);
                    }
                    CompressionTables.Table(rows).Write(Path.Combine(fresh, "compression.csv"));
                    CompressionTables.Seeds(seeds, _run.FirstSeed).Write(Path.Combine(fresh, "seeds.csv"));
                    AtomicFile.WriteText(Path.Combine(fresh, "manifest.json"), SavedPlan.Text(Manifest(students)));
                },
                most);
            string[] texts = [.. _run.Table.Column.Cells.OfType<string>().Distinct(StringComparer.Ordinal).Take(MostTried)];
            return new CompressionResults(
                _folder.Target, rows,
                [
                    new CompressedModel(CompressionRow.Teacher, teacher.Predict),
                    .. students.Select(one => new CompressedModel(one.Kind.Name, one.Student.Predict)),
                ],
                texts)
            {
                Notes = _run.Table.Data.Notes,
            };
        }
    }

    /// <summary>Lets go of the folder of a study that is not run after all.</summary>
    public void Dispose() => _lock.Dispose();

    private JsonObject Manifest(IReadOnlyList<(StudentKind Kind, TextStudent Student)> students) => new()
    {
        ["command"] = "compress",
        ["version"] = typeof(CompressionStudy).Assembly.GetName().Version!.ToString(3),
        ["data"] = new JsonObject { ["name"] = _run.Table.Data.Name, ["sha256"] = _run.Table.Data.Hash },
        ["encoders"] = new JsonArray(
            [.. _run.Table.Data.Encoders.Select(encoder => (JsonNode)new JsonObject { ["name"] = encoder.Name, ["sha256"] = encoder.Hash })]),
        ["rows"] = _run.Table.Data.Rows,
        ["labelled"] = _run.Table.Labelled.Length,
        ["labels"] = _run.Labels,
        ["holdout"] = _run.Holdout,
        ["firstSeed"] = _run.FirstSeed,
        ["seeds"] = _run.Seeds,
        ["students"] = new JsonObject(students.Select(one =>
            KeyValuePair.Create<string, JsonNode?>(one.Kind.Name, Convert.ToHexStringLower(SHA256.HashData(TextStudentFile.Write(one.Student)))))),
    };
}
