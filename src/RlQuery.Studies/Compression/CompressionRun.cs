using RlQuery.Core.Data;
using RlQuery.Core.Numerics;
using RlQuery.MicrosoftML.Students;
using RlQuery.Studies.Episodes;

namespace RlQuery.Studies.Compression;

/// <summary>What a compression does, from its table to its students.</summary>
/// <param name="Table">The table.</param>
/// <param name="Holdout">Rows to hold out.</param>
/// <param name="Labels">The most labels to tell; null for all.</param>
/// <param name="FirstSeed">The first seed.</param>
/// <param name="Seeds">Number of seeds.</param>
internal sealed record CompressionRun(CompressionTable Table, int Holdout, int? Labels, int FirstSeed, int Seeds)
{
    /// <summary>Scores of each seed, in their order.</summary>
    public IReadOnlyList<IReadOnlyList<CompressionScore>> Measure(IStudyProgress progress, CancellationToken cancellation) =>
        progress.Track(new StudyStage("compress", Seeds) { Unit = "seeds" }, report =>
        {
            var scores = new List<IReadOnlyList<CompressionScore>>();
            new ParallelExecutor(Environment.ProcessorCount).Run(
                [.. Enumerable.Range(FirstSeed, Seeds)], seed => Scores((ulong)seed, cancellation),
                own =>
                {
                    scores.Add(own);
                    report.Report(new StageProgress(scores.Count, ""));
                },
                cancellation);
            return scores;
        });

    /// <summary>The teacher of all labels, or as many as are told, and what it teaches; nothing is held out.</summary>
    public (CompressionTeacher Teacher, IReadOnlyList<(StudentKind Kind, TextStudent Student)> Students) Fit()
    {
        var draw = CompressionDraw.Of(Table, 0, Labels, (ulong)FirstSeed);
        var teacher = new CompressionTeacher(Table, draw);
        float[] beliefs = teacher.Predict(draw.Pool);
        return (teacher, [.. StudentKind.All.Select(kind => (kind, Student(kind, draw.Pool, beliefs, (ulong)FirstSeed)))]);
    }

    private List<CompressionScore> Scores(ulong seed, CancellationToken cancellation)
    {
        var draw = CompressionDraw.Of(Table, Holdout, Labels, seed);
        int[] truth = Array.ConvertAll(draw.Test, row => Table.Data.Labels[row]);
        var teacher = new CompressionTeacher(Table, draw);
        CompressionScore Score(string model, string taught, float[] probabilities, long bytes) =>
            CompressionScore.Of(model, taught, probabilities, truth, Table.Data.Classes, bytes);
        var scores = new List<CompressionScore>
        {
            Score(CompressionRow.Teacher, CompressionRow.ByLabels, teacher.Predict(draw.Test), teacher.Bytes),
        };
        (string Taught, int[] Rows, float[] Shares)[] lessons =
            [(CompressionRow.ByLabels, draw.Told, Labelled(draw.Told)), (CompressionRow.Teacher, draw.Pool, teacher.Predict(draw.Pool))];
        foreach (StudentKind kind in StudentKind.All)
        {
            foreach ((string taught, int[] rows, float[] shares) in lessons)
            {
                cancellation.ThrowIfCancellationRequested();
                TextStudent student = Student(kind, rows, shares, seed);
                scores.Add(Score(kind.Name, taught, student.Predict([.. draw.Test.Select(Table.Column.CellOf)]), TextStudentFile.Write(student).LongLength));
            }
        }
        return scores;
    }

    private TextStudent Student(StudentKind kind, int[] rows, float[] shares, ulong seed) => TextStudent.Fit(
        new TextLessons(Table.Column.Name, Table.Data.ClassNames, [.. rows.Select(Table.Column.CellOf)], shares), kind.Hidden,
        SeedSequence.Child(seed, kind.Name));

    private float[] Labelled(int[] rows)
    {
        Dataset data = Table.Data;
        float[] shares = new float[rows.Length * data.Classes];
        for (int i = 0; i < rows.Length; i++)
        {
            shares[(i * data.Classes) + data.Labels[rows[i]]] = 1;
        }
        return shares;
    }
}
