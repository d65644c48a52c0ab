using RlQuery.Studies;

namespace RlQuery.Benchmarks.Workers.Simulated;

/// <summary>Watches a study: what memory and processor time its episodes took.</summary>
internal sealed class GridProgress : IStudyProgress, IProgress<StageProgress>
{
    /// <summary>Megabytes of the process when the episodes began.</summary>
    public double Before { get; private set; }

    /// <summary>The most megabytes until they had ended.</summary>
    public double Most { get; private set; }

    public void Note(string line)
    {
    }

    public T Track<T>(StudyStage stage, Func<IProgress<StageProgress>, T> work)
    {
        Before = Memory.Now;
        T result = work(this);
        Most = Memory.Most;
        return result;
    }

    public void Report(StageProgress value)
    {
    }
}
