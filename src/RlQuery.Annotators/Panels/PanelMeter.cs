namespace RlQuery.Annotators.Panels;

/// <summary>Counts the questions of all annotators; tells it one call at a time.</summary>
/// <param name="progress">Who is told; null for nobody.</param>
internal sealed class PanelMeter(IProgress<int>? progress)
{
    private readonly Lock _gate = new();
    private int _done;

    public void Count()
    {
        lock (_gate)
        {
            progress?.Report(++_done);
        }
    }
}
