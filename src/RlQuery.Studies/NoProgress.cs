namespace RlQuery.Studies;

/// <summary>Ignores all progress.</summary>
internal sealed class NoProgress : IStudyProgress, IProgress<StageProgress>
{
    public static NoProgress Instance { get; } = new();

    public void Note(string line)
    {
    }

    public T Track<T>(StudyStage stage, Func<IProgress<StageProgress>, T> work) => work(this);

    public void Report(StageProgress value)
    {
    }
}
