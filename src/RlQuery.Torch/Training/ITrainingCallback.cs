namespace RlQuery.Torch.Training;

/// <summary>Follows a run from outside: a progress display, a log, a stopping rule of your own.</summary>
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
