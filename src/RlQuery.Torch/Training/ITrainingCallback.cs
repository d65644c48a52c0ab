namespace RlQuery.Torch.Training;

/// <summary>Observes a run: a progress display, a log, or your own stopping rule.</summary>
public interface ITrainingCallback
{
    /// <summary>Training begins or goes on.</summary>
    /// <param name="step">Environment steps made before.</param>
    void OnStart(long step);

    /// <summary>A round has ended.</summary>
    /// <param name="row">Its row of training.csv.</param>
    /// <returns>Whether to go on.</returns>
    bool OnRound(TrainingRow row);
}
