using RlQuery.Studies;

namespace RlQuery.Benchmarks.Workers.Simulated;

/// <summary>Ends a study, as if it was cancelled, once its episodes are there.</summary>
/// <param name="progress">What watches it.</param>
internal sealed class NoTables(GridProgress progress) : IStudyProgress
{
    public void Note(string line)
    {
    }

    public T Track<T>(StudyStage stage, Func<IProgress<StageProgress>, T> work)
    {
        progress.Track(stage, work);
        throw new OperationCanceledException();
    }
}
