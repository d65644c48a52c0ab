using System.Globalization;
using RlQuery.Studies.Parcels;
using RlQuery.Studies.Reporting;
using RlQuery.Torch.Training;

namespace RlQuery.Studies.Tuning;

/// <summary>Tells how far a tuning is: steps of all trials, which one is trained, and the best so far.</summary>
/// <param name="plan">The tuning.</param>
/// <param name="report">Where it is told.</param>
/// <param name="nodes">Who plays; null for this process.</param>
internal sealed class TuningProgress(TuningPlan plan, IProgress<StageProgress> report, IParcelNodes? nodes = null) : ITrainingCallback
{
    private readonly int[] _ends = [0, .. plan.Rungs.Select(rung => rung.Steps)];
    private double _done;
    private int _rung;
    private int _trial;
    private TrialRow? _best;

    /// <summary>Steps of all trials: what a rung adds to them, times its trials.</summary>
    public static double Total(TuningPlan plan) =>
        plan.Rungs.Select((rung, k) => (double)rung.Trials * (rung.Steps - (k == 0 ? 0 : plan.Rungs[k - 1].Steps))).Sum();

    /// <summary>A trial is trained.</summary>
    public void Begin(int rung, int trial) => (_rung, _trial) = (rung, trial);

    /// <summary>A trial has a score in a rung.</summary>
    public void End(int rung, TrialRow row)
    {
        _done += Share(rung);
        _best = _best is null || row.Rung > _best.Rung || (row.Rung == _best.Rung && row.Score > _best.Score) ? row : _best;
        (_rung, _trial) = (rung, row.Trial);
        Tell(_done);
    }

    public void OnStart(long step)
    {
    }

    public bool OnRound(TrainingRow row)
    {
        Tell(_done + Math.Clamp(row.EnvSteps - _ends[_rung - 1], 0, Share(_rung)));
        return true;
    }

    private double Share(int rung) => _ends[rung] - _ends[rung - 1];

    private void Tell(double done)
    {
        string best = _best is null
            ? ""
            : string.Create(
                CultureInfo.InvariantCulture,
                $", best trial {_best.Trial}: {TextNumbers.Signed(_best.Score)} to {plan.Environment.Task.Reference}");
        string who = nodes is null ? "" : $", {nodes.Words}";
        report.Report(new StageProgress(done, $"rung {_rung} of {plan.Rungs.Count}, trial {_trial}{best}{who}"));
    }
}
