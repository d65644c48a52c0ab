using RlQuery.Core.Policies;
using RlQuery.Torch.Networks;

namespace RlQuery.Torch.Training;

/// <summary>The progress of a run: all state except the agent's own.</summary>
internal sealed class TrainingState
{
    private const int Columns = 6;
    private const string BestPrefix = "best.";

    // Not in checkpoints of version 0.1, whose runs were never cut.
    private const string EndName = "state.end";

    // Not in checkpoints of version 0.1, which did not write errors down.
    private const string ErrorsName = "state.validation_errors";

    private readonly List<TrainingRow> _rows = [];

    /// <summary>Every row of training.csv so far.</summary>
    public IReadOnlyList<TrainingRow> Rows => _rows;

    public int Round { get; private set; }

    public long Steps { get; private set; }

    public long Episodes { get; private set; }

    /// <summary>Whether the run is finished.</summary>
    public bool Finished { get; set; }

    /// <summary>Weights of the policy with the best validation score; null before the first.</summary>
    public TensorFile? Best { get; private set; }

    public double BestScore { get; private set; } = double.NaN;

    /// <summary>Environment steps made when the best policy was found.</summary>
    public long BestSteps { get; private set; }

    /// <summary>Validations since the best one.</summary>
    public int Stale { get; private set; }

    /// <summary>The steps that were asked for, where they are fewer than the measurement and the first round take, and these were cut; otherwise 0.</summary>
    public long CutTo { get; set; }

    /// <summary>Environment steps that the next round would have ended at, where it did not fit any more; otherwise 0.</summary>
    public long Next { get; private set; }

    /// <summary>Whether a checkpoint is of a run that was cut to another number of steps, so that a run of this number learns otherwise.</summary>
    /// <param name="checkpoint">The checkpoint.</param>
    /// <param name="steps">The steps that are asked for; null if minutes are.</param>
    public static bool IsCutOtherwise(TensorFile checkpoint, long? steps) =>
        checkpoint.Names.Contains(EndName) && checkpoint.Int64(EndName, 2)[0] is > 0 and long cut && cut != steps;

    /// <summary>Adds steps that were made before the first round.</summary>
    public void Begin(int steps) => Steps = steps;

    /// <summary>Ends the run, since the rest of a round does not fit into the steps that were asked for.</summary>
    /// <param name="next">Environment steps that the whole round would have ended at.</param>
    public void End(long next)
    {
        Next = next;
        Finished = true;
    }

    /// <summary>Adds the score of the policy that training starts from.</summary>
    public TrainingRow AddStart((double Score, double Error) validation)
    {
        _rows.Add(new TrainingRow(Steps, Episodes, double.NaN, double.NaN, double.NaN, validation.Score) { ValidationError = validation.Error });
        return _rows[^1];
    }

    /// <summary>Adds a round.</summary>
    /// <param name="report">What happened in it.</param>
    /// <param name="validation">The policy's score after it; NaN where it was not taken.</param>
    public TrainingRow Add(Agents.RoundReport report, (double Score, double Error) validation)
    {
        Round++;
        Next = 0;
        Steps += report.Steps;
        Episodes += report.Episodes;
        _rows.Add(new TrainingRow(Steps, Episodes, report.ReturnMean, report.Loss, report.Exploration, validation.Score)
        {
            ValidationError = validation.Error,
        });
        return _rows[^1];
    }

    /// <summary>Keeps the weights if their score is the best so far.</summary>
    public void Judge(TensorFile weights, double score, long steps)
    {
        if (Best is null || score > BestScore)
        {
            Best = weights;
            BestScore = score;
            BestSteps = steps;
            Stale = 0;
        }
        else
        {
            Stale++;
        }
    }

    public void Save(TensorFile checkpoint)
    {
        checkpoint.Add("state.counts", new[] { Round, Steps, Episodes, Finished ? 1 : 0, Stale, Best is null ? 0 : 1, BestSteps });
        checkpoint.Add(EndName, new[] { CutTo, Next });
        checkpoint.Add("state.best_score", new[] { BestScore });
        checkpoint.Add("state.rows", [.. _rows.SelectMany(row => new[]
        {
            row.EnvSteps, row.Episodes, row.ReturnMean, row.Loss, row.Exploration, row.ValidationScore,
        })]);
        checkpoint.Add(ErrorsName, [.. _rows.Select(row => row.ValidationError)]);
        NetworkWeights.Save(checkpoint, BestPrefix, Best);
    }

    public void Load(TensorFile checkpoint, NetworkShape shape, int members)
    {
        long[] counts = checkpoint.Int64("state.counts", 7);
        Round = (int)counts[0];
        Steps = counts[1];
        Episodes = counts[2];
        Finished = counts[3] != 0;
        Stale = (int)counts[4];
        BestSteps = counts[6];
        if (checkpoint.Names.Contains(EndName))
        {
            long[] end = checkpoint.Int64(EndName, 2);
            CutTo = end[0];
            Next = end[1];
        }
        BestScore = checkpoint.Float64("state.best_score", 1)[0];
        double[] cells = checkpoint.Float64("state.rows");
        double[] errors = checkpoint.Names.Contains(ErrorsName) ? checkpoint.Float64(ErrorsName, cells.Length / Columns) : [];
        for (int i = 0; i < cells.Length; i += Columns)
        {
            _rows.Add(new TrainingRow((long)cells[i], (long)cells[i + 1], cells[i + 2], cells[i + 3], cells[i + 4], cells[i + 5])
            {
                ValidationError = errors.Length > 0 ? errors[i / Columns] : double.NaN,
            });
        }
        if (counts[5] != 0)
        {
            Best = NetworkWeights.Load(checkpoint, BestPrefix, shape, members);
        }
    }
}
