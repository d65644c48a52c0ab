using RlQuery.Core.Policies;
using RlQuery.Torch.Networks;

namespace RlQuery.Torch.Training;

/// <summary>The progress of a run: all state except the agent's own.</summary>
internal sealed class TrainingState
{
    private const int Columns = 6;
    private const string BestPrefix = "best.";
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

    /// <summary>Adds steps that were made before the first round.</summary>
    public void Begin(int steps) => Steps = steps;

    public TrainingRow Add(Agents.RoundReport report, double validation)
    {
        Round++;
        Steps += report.Steps;
        Episodes += report.Episodes;
        _rows.Add(new TrainingRow(Steps, Episodes, report.ReturnMean, report.Loss, report.Exploration, validation));
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
        checkpoint.Add("state.best_score", new[] { BestScore });
        checkpoint.Add("state.rows", [.. _rows.SelectMany(row => new[]
        {
            row.EnvSteps, row.Episodes, row.ReturnMean, row.Loss, row.Exploration, row.ValidationScore,
        })]);
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
        BestScore = checkpoint.Float64("state.best_score", 1)[0];
        double[] cells = checkpoint.Float64("state.rows");
        for (int i = 0; i < cells.Length; i += Columns)
        {
            _rows.Add(new TrainingRow((long)cells[i], (long)cells[i + 1], cells[i + 2], cells[i + 3], cells[i + 4], cells[i + 5]));
        }
        if (counts[5] != 0)
        {
            Best = NetworkWeights.Load(checkpoint, BestPrefix, shape, members);
        }
    }
}
